/** A button pressed or an option chosen, in a message or beneath one of its links, in a modal, or in Home. */
import type { EventSender } from '../event-sender';
import { optionsOf } from '../inputs';
import type { SlackJson, SlackChannel, SlackMessage, FakeSlack, SlackUnfurl } from '../fake-slack';
import { messagePayload } from '../web-api/chat';
import type { FakeSlackContext } from '../web-api/method';
import { viewPayload } from '../web-api/views';
import type { OpenView } from '../modals';
import { channelPayload, commonPayload, topModalOf } from './payload';

interface PressTarget {
  readonly action: string;
  readonly block?: string;
  readonly option?: string;
}

export function createPressActions(
  context: FakeSlackContext,
  sender: EventSender,
): Pick<FakeSlack, 'press' | 'pressInModal' | 'pressInHome'> {
  const { world, triggers, homes } = context;
  const send = (payload: SlackJson) => sender.send({ what: 'block_actions', kind: 'interactive', payload });
  const payloadFor = (person: string, blocks: readonly SlackJson[], target: PressTarget): SlackJson => ({
    type: 'block_actions',
    ...commonPayload(world.person(person)),
    trigger_id: triggers.trigger(person),
    actions: [pressedAction(blocks, target, String(world.clock().getTime() / 1000))],
  });
  const pressInView = (person: string, window: OpenView, target: PressTarget) =>
    send({
      ...payloadFor(person, (window.view['blocks'] ?? []) as readonly SlackJson[], target),
      container: { type: 'view', view_id: window.id },
      view: viewPayload(window),
    });
  return {
    press({ person, message: ts, ...target }) {
      const { message, channel } = visibleMessage(context, person, ts);
      const unfurl = message.unfurls.find(({ blocks }) => hasAction(blocks, target));
      const address = triggers.address({ person, channel: channel.id, message: ts });
      const ephemeral = message.onlyFor !== undefined;
      return send({
        ...payloadFor(person, unfurl?.blocks ?? message.blocks, target),
        container: {
          ...(unfurl === undefined ? { type: 'message' } : unfurlContainer(unfurl)),
          message_ts: ts,
          channel_id: channel.id,
          is_ephemeral: ephemeral,
          ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
        },
        channel: channelPayload(channel),
        // Slack leaves out what only one person sees.
        ...(ephemeral ? {} : { message: messagePayload(world, message) }),
        state: { values: {} },
        response_url: `${context.origin()}/answers/${address}`,
      });
    },
    pressInModal: ({ person, ...target }) => pressInView(person, topModalOf(context, person), target),
    pressInHome({ person, ...target }) {
      const home = homes.of(person);
      if (home === undefined) throw new Error(`The bot has published no Home for ${world.person(person).name}.`);
      return pressInView(person, home, target);
    },
  };
}

const unfurlContainer = ({ url }: SlackUnfurl): SlackJson => ({
  type: 'message_attachment',
  attachment_id: 1,
  is_app_unfurl: true,
  app_unfurl_url: url,
});

/** The message that a person means, where they see it. */
export function visibleMessage(
  { world, modals, homes }: FakeSlackContext,
  person: string,
  ts: string,
): { readonly message: SlackMessage; readonly channel: SlackChannel } {
  const { messages } = world.state(modals, homes);
  const message = messages.find((one) => one.ts === ts && (one.onlyFor ?? person) === person);
  const channel = message && world.channel(message.channel);
  if (message === undefined || channel === undefined) throw new Error(`${person} sees no message ${ts}.`);
  return { message, channel };
}

const hasAction = (blocks: readonly SlackJson[], { action, block }: PressTarget): boolean =>
  elementsOf(blocks).some(({ blockId, element }) => element['action_id'] === action && (block ?? blockId) === blockId);

/** The entry of `actions`: the element's own ids and value, or the option that was chosen. */
function pressedAction(blocks: readonly SlackJson[], { action, block, option }: PressTarget, at: string): SlackJson {
  const pressed = elementsOf(blocks).find(
    ({ blockId, element }) => element['action_id'] === action && (block ?? blockId) === blockId,
  );
  if (pressed === undefined) throw new Error(`Nothing here has the action id "${action}".`);
  const { blockId, element } = pressed;
  const base = { type: element['type'], action_id: action, block_id: blockId, action_ts: at };
  if (option === undefined) {
    return { ...base, text: element['text'], ...(element['value'] === undefined ? {} : { value: element['value'] }) };
  }
  const chosen = optionsOf(element).find(({ value }) => value === option);
  if (chosen === undefined) throw new Error(`"${action}" offers no "${option}".`);
  return { ...base, selected_option: chosen };
}

function elementsOf(blocks: readonly SlackJson[]): { readonly blockId: string; readonly element: SlackJson }[] {
  return blocks.flatMap((block) => {
    const elements = [
      ...((block['elements'] ?? []) as readonly SlackJson[]),
      block['accessory'] as SlackJson | undefined,
    ];
    const blockId = String(block['block_id']);
    return elements.flatMap((element) => (element === undefined ? [] : [{ blockId, element }]));
  });
}
