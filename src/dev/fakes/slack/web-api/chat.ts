/** `chat.*` of the Web API. */
import type { SlackJson, SlackMessage } from '../fake-slack';
import { SlackApiError } from '../refusal';
import { bot } from '../seed';
import { formatWireText } from '../wording';
import { writableChannel, type SlackWorld } from '../world';
import {
  parseMessageContent,
  textArgument,
  type MethodArguments,
  type FakeSlackContext,
  type WebApiMethod,
} from './method';

export const postMessage: WebApiMethod = ({ world }, args) => {
  const channel = writableChannel(world, textArgument(args, 'channel'));
  const message = world.add({
    channel: channel.id,
    from: 'bot',
    ...parseMessageContent(args),
    ...threadOf(args),
    ...metadataOf(args),
  });
  return { channel: channel.id, ts: message.ts, message: botMessagePayload(message) };
};

export const postEphemeral: WebApiMethod = ({ world }, args) => {
  const channel = writableChannel(world, textArgument(args, 'channel'));
  const person = world.personById(textArgument(args, 'user'));
  if (person === undefined || !channel.members.includes(person.key)) throw new SlackApiError('user_not_in_channel');
  const content = { ...parseMessageContent(args), ...threadOf(args), onlyFor: person.key };
  return { message_ts: world.add({ channel: channel.id, from: 'bot', ...content }).ts };
};

export const update: WebApiMethod = (context, args) => {
  const message = findOwnMessage(context, args, 'message_not_found');
  const { ts, channel, text } = context.world.edit(message, parseMessageContent(args));
  return { ts, channel, text, message: { text } };
};

export const remove: WebApiMethod = (context, args) => {
  const message = findOwnMessage(context, args, 'message_not_found');
  context.world.remove(message);
  return { ts: message.ts, channel: message.channel };
};

/** What everybody sees and the bot wrote: an ephemeral message cannot be changed by its `ts`. */
function findOwnMessage({ world }: FakeSlackContext, args: MethodArguments, notFoundCode: string): SlackMessage {
  const channel = world.channel(textArgument(args, 'channel'));
  if (channel === undefined) throw new SlackApiError('channel_not_found');
  const message = world.message(channel.id, textArgument(args, 'ts'));
  if (message === undefined || message.onlyFor !== undefined) throw new SlackApiError(notFoundCode);
  if (message.from !== 'bot') throw new SlackApiError('cant_update_message');
  return message;
}

/** The latest first. Notes of apps are told where that is asked for. */
export const history: WebApiMethod = ({ world }, args) => {
  const channel = writableChannel(world, textArgument(args, 'channel'));
  const oldest = Number(args['oldest'] ?? 0);
  const messages = world
    .all()
    .filter((one) => one.channel === channel.id && one.onlyFor === undefined && Number(one.ts) > oldest)
    .map((one) => ({
      ...messagePayload(world, one),
      ...(String(args['include_all_metadata']) === 'true' && one.metadata ? { metadata: one.metadata } : {}),
    }));
  return { messages: messages.reverse(), has_more: false };
};

const metadataOf = (args: MethodArguments) =>
  args['metadata'] === undefined ? {} : { metadata: args['metadata'] as SlackJson };

const threadOf = (args: MethodArguments) => {
  const thread = textArgument(args, 'thread_ts');
  return thread === '' ? {} : { thread };
};

/** A message as payloads carry it. */
export function botMessagePayload({ ts, text, blocks, thread }: SlackMessage): object {
  const more = thread === undefined ? {} : { thread_ts: thread };
  return { type: 'message', user: bot.id, bot_id: bot.botId, app_id: bot.appId, ts, text, blocks, ...more };
}

/** The same of any message: what an app wrote names the app, what a person wrote names the person. */
export function messagePayload(world: SlackWorld, message: SlackMessage): object {
  if (message.from === 'bot') return { ...botMessagePayload(message), bot_profile: { id: bot.botId, name: bot.name } };
  const { ts, text, thread } = message;
  const more = thread === undefined ? {} : { thread_ts: thread };
  return { type: 'message', user: world.person(message.from).id, ts, text: formatWireText(text), ...more };
}
