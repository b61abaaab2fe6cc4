/** A button pressed or an option chosen, in a message or in a modal. */
import type { Courier } from '../courier';
import { optionsOf } from '../inputs';
import type { Piece, SlackPeer } from '../peer';
import { wireMessage } from '../web-api/chat';
import type { Ground } from '../web-api/method';
import { wireView } from '../web-api/views';
import { channelOf, common, topOf } from './payload';

interface Aim {
  readonly action: string;
  readonly block?: string;
  readonly option?: string;
}

export function createPress(ground: Ground, courier: Courier): Pick<SlackPeer, 'press' | 'pressInModal'> {
  const { world, windows, triggers } = ground;
  const bring = (payload: Piece) => courier.bring({ what: 'block_actions', kind: 'interactive', payload });
  const pressed = (person: string, blocks: readonly Piece[], aim: Aim): Piece => ({
    type: 'block_actions',
    ...common(world.person(person)),
    trigger_id: triggers.trigger(person),
    actions: [actionOf(blocks, aim, String(world.clock().getTime() / 1000))],
  });
  return {
    async press({ person, message: ts, ...aim }) {
      const message = world.state(windows).messages.find((one) => one.ts === ts && (one.onlyFor ?? person) === person);
      const channel = message && world.channel(message.channel);
      if (message === undefined || channel === undefined) throw new Error(`${person} sees no message ${ts}.`);
      const address = triggers.address({ person, channel: channel.id, message: ts });
      const ephemeral = message.onlyFor !== undefined;
      return bring({
        ...pressed(person, message.blocks, aim),
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channel.id,
          is_ephemeral: ephemeral,
          ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
        },
        channel: channelOf(channel),
        // Slack leaves out what only one person sees.
        ...(ephemeral ? {} : { message: wireMessage(message) }),
        state: { values: {} },
        response_url: `${ground.origin()}/answers/${address}`,
      });
    },
    async pressInModal({ person, ...aim }) {
      const window = topOf(ground, person);
      const blocks = (window.view['blocks'] ?? []) as readonly Piece[];
      return bring({
        ...pressed(person, blocks, aim),
        container: { type: 'view', view_id: window.id },
        view: wireView(window),
      });
    },
  };
}

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
