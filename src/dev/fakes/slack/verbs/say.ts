/** Words: a slash command, a mention in a channel, a message in private, or one that is meant for people alone. */
import type { EventSender } from '../event-sender';
import type { SlackDelivery, SlackJson, SlackMessage, FakeSlack } from '../fake-slack';
import { bot, team } from '../seed';
import type { FakeSlackContext } from '../web-api/method';
import { escapeControlCharacters, linksIn } from '../wording';
import { linkEvent, previewEvent, messageEvent, type EventOrigin } from './event';
import { channelPayload, token } from './payload';

type MessageInput = Parameters<FakeSlack['say']>[0];

interface SayDeps {
  readonly context: FakeSlackContext;
  readonly sender: EventSender;
  readonly command: string;
}

export function createMessageActions({
  context,
  sender,
  command,
}: SayDeps): Pick<FakeSlack, 'say' | 'post' | 'compose'> {
  const { world } = context;
  const sendEvent = (what: string, payload: SlackJson) => sender.send({ what, kind: 'events_api', payload });
  function originOf(input: MessageInput): EventOrigin {
    const channel = world.channel(input.channel);
    if (channel === undefined) throw new Error(`There is no channel "${input.channel}".`);
    return { person: world.person(input.person), channel };
  }
  function addMessage({ person, channel }: EventOrigin, { thread }: MessageInput, text: string): SlackMessage {
    const inThread = thread === undefined ? {} : { thread };
    return world.add({ channel: channel.id, from: person.key, text, blocks: [], ...inThread });
  }
  async function sendLinkEvent(origin: EventOrigin, message: SlackMessage): Promise<SlackDelivery> {
    const links = linksIn(message.text);
    if (links.length === 0) return undelivered('nothing in it is for the bot');
    return sendEvent('event link_shared', linkEvent(origin, message, links));
  }
  async function postToBot(origin: EventOrigin, input: MessageInput): Promise<SlackDelivery> {
    const { channel, person } = origin;
    const visibleText = channel.kind === 'direct' ? input.text : `@${bot.name} ${input.text}`;
    const message = addMessage(origin, input, visibleText);
    if (!channel.members.includes('bot')) return undelivered('the bot is not in this channel');
    const delivery = await sendEvent(`event of ${person.key}`, messageEvent(origin, message, input.text));
    await sendLinkEvent(origin, message);
    return delivery;
  }

  return {
    say(input) {
      const origin = originOf(input);
      if (!input.text.startsWith('/')) return postToBot(origin, input);
      const [name = '', ...rest] = input.text.split(' ');
      if (name !== command) return Promise.resolve(undelivered(`${name} is not a valid command`));
      const payload = { ...slashPayload(context, origin), command, text: escapeControlCharacters(rest.join(' ')) };
      return sender.send({ what: `slash ${command}`, kind: 'slash_commands', payload });
    },
    post(input) {
      const origin = originOf(input);
      return sendLinkEvent(origin, addMessage(origin, input, input.text));
    },
    compose({ person, text }) {
      const ts = String(world.clock().getTime() / 1000);
      return sendEvent('event link_shared', previewEvent(world.person(person), linksIn(text), ts));
    },
  };
}

function slashPayload(context: FakeSlackContext, { person, channel }: EventOrigin): SlackJson {
  const address = context.triggers.address({ person: person.key, channel: channel.id });
  const { id, name } = channelPayload(channel);
  return {
    token,
    team_id: team.id,
    team_domain: 'playground',
    channel_id: id,
    channel_name: name,
    user_id: person.id,
    user_name: person.key,
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: `${context.origin()}/answers/${address}`,
    trigger_id: context.triggers.trigger(person.key),
  };
}

const undelivered = (body: string): SlackDelivery => ({ status: 0, body, milliseconds: 0 });
