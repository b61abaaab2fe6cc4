/** A button pressed or an option chosen, in a message or beneath one of its links, in a modal, or in Home. */
import type { Courier } from '../courier';
import { optionsOf } from '../inputs';
import type { Piece, SlackChannel, SlackMessage, SlackPeer, SlackUnfurl } from '../peer';
import { messageAsSent } from '../web-api/chat';
import type { Ground } from '../web-api/method';
import { wireView } from '../web-api/views';
import type { Window } from '../windows';
import { channelOf, common, topOf } from './payload';

interface Aim {
  readonly action: string;
  readonly block?: string;
  readonly option?: string;
}

export function createPress(
  ground: Ground,
  courier: Courier,
): Pick<SlackPeer, 'press' | 'pressInModal' | 'pressInHome'> {
  const { world, triggers, homes } = ground;
  const bring = (payload: Piece) => courier.bring({ what: 'block_actions', kind: 'interactive', payload });
  const pressed = (person: string, blocks: readonly Piece[], aim: Aim): Piece => ({
    type: 'block_actions',
    ...common(world.person(person)),
    trigger_id: triggers.trigger(person),
    actions: [actionOf(blocks, aim, String(world.clock().getTime() / 1000))],
  });
  const pressInView = (person: string, window: Window, aim: Aim) =>
    bring({
      ...pressed(person, (window.view['blocks'] ?? []) as readonly Piece[], aim),
      container: { type: 'view', view_id: window.id },
      view: wireView(window),
    });
  return {
    press({ person, message: ts, ...aim }) {
      const { message, channel } = seenBy(ground, person, ts);
      const beneath = message.unfurls.find(({ blocks }) => holds(blocks, aim));
      const address = triggers.address({ person, channel: channel.id, message: ts });
      const ephemeral = message.onlyFor !== undefined;
      return bring({
        ...pressed(person, beneath?.blocks ?? message.blocks, aim),
        container: {
          ...(beneath === undefined ? { type: 'message' } : beneathLink(beneath)),
          message_ts: ts,
          channel_id: channel.id,
          is_ephemeral: ephemeral,
          ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
        },
        channel: channelOf(channel),
        // Slack leaves out what only one person sees.
        ...(ephemeral ? {} : { message: messageAsSent(world, message) }),
        state: { values: {} },
        response_url: `${ground.origin()}/answers/${address}`,
      });
    },
    pressInModal: ({ person, ...aim }) => pressInView(person, topOf(ground, person), aim),
    pressInHome({ person, ...aim }) {
      const home = homes.of(person);
      if (home === undefined) throw new Error(`The bot has published no Home for ${world.person(person).name}.`);
      return pressInView(person, home, aim);
    },
  };
}

const beneathLink = ({ url }: SlackUnfurl): Piece => ({
  type: 'message_attachment',
  attachment_id: 1,
  is_app_unfurl: true,
  app_unfurl_url: url,
});

/** The message that a person means, where they see it. */
export function seenBy(
  { world, windows, homes }: Ground,
  person: string,
  ts: string,
): { readonly message: SlackMessage; readonly channel: SlackChannel } {
  const { messages } = world.state(windows, homes);
  const message = messages.find((one) => one.ts === ts && (one.onlyFor ?? person) === person);
  const channel = message && world.channel(message.channel);
  if (message === undefined || channel === undefined) throw new Error(`${person} sees no message ${ts}.`);
  return { message, channel };
}

const holds = (blocks: readonly Piece[], { action, block }: Aim): boolean =>
  elementsOf(blocks).some(({ blockId, element }) => element['action_id'] === action && (block ?? blockId) === blockId);

/** The entry of `actions`: the element's own ids and value, or the option that was chosen. */
function actionOf(blocks: readonly Piece[], { action, block, option }: Aim, at: string): Piece {
  const found = elementsOf(blocks).find(
    ({ blockId, element }) => element['action_id'] === action && (block ?? blockId) === blockId,
  );
  if (found === undefined) throw new Error(`Nothing here has the action id "${action}".`);
  const { blockId, element } = found;
  const base = { type: element['type'], action_id: action, block_id: blockId, action_ts: at };
  if (option === undefined) {
    return { ...base, text: element['text'], ...(element['value'] === undefined ? {} : { value: element['value'] }) };
  }
  const chosen = optionsOf(element).find(({ value }) => value === option);
  if (chosen === undefined) throw new Error(`"${action}" offers no "${option}".`);
  return { ...base, selected_option: chosen };
}

function elementsOf(blocks: readonly Piece[]): { readonly blockId: string; readonly element: Piece }[] {
  return blocks.flatMap((block) => {
    const elements = [...((block['elements'] ?? []) as readonly Piece[]), block['accessory'] as Piece | undefined];
    const blockId = String(block['block_id']);
    return elements.flatMap((element) => (element === undefined ? [] : [{ blockId, element }]));
  });
}
