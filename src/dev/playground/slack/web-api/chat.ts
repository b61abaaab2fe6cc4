/** `chat.*` of the Web API. */
import type { Piece, SlackMessage } from '../peer';
import { Refusal } from '../refusal';
import { bot } from '../seed';
import { wired } from '../wording';
import { channelForBot, type World } from '../world';
import { contentOf, textOf, type Arguments, type Ground, type Method } from './method';

export const postMessage: Method = ({ world }, sent) => {
  const channel = channelForBot(world, textOf(sent, 'channel'));
  const message = world.add({
    channel: channel.id,
    from: 'bot',
    ...contentOf(sent),
    ...threadOf(sent),
    ...noteOf(sent),
  });
  return { channel: channel.id, ts: message.ts, message: wireMessage(message) };
};

export const postEphemeral: Method = ({ world }, sent) => {
  const channel = channelForBot(world, textOf(sent, 'channel'));
  const person = world.personById(textOf(sent, 'user'));
  if (person === undefined || !channel.members.includes(person.key)) throw new Refusal('user_not_in_channel');
  const content = { ...contentOf(sent), ...threadOf(sent), onlyFor: person.key };
  return { message_ts: world.add({ channel: channel.id, from: 'bot', ...content }).ts };
};

export const update: Method = (ground, sent) => {
  const message = own(ground, sent, 'message_not_found');
  const { ts, channel, text } = ground.world.edit(message, contentOf(sent));
  return { ts, channel, text, message: { text } };
};

export const remove: Method = (ground, sent) => {
  const message = own(ground, sent, 'message_not_found');
  ground.world.remove(message);
  return { ts: message.ts, channel: message.channel };
};

/** What everybody sees and the bot wrote: an ephemeral message cannot be changed by its `ts`. */
function own({ world }: Ground, sent: Arguments, otherwise: string): SlackMessage {
  const channel = world.channel(textOf(sent, 'channel'));
  if (channel === undefined) throw new Refusal('channel_not_found');
  const message = world.message(channel.id, textOf(sent, 'ts'));
  if (message === undefined || message.onlyFor !== undefined) throw new Refusal(otherwise);
  if (message.from !== 'bot') throw new Refusal('cant_update_message');
  return message;
}

/** The latest first. Notes of apps are told where that is asked for. */
export const history: Method = ({ world }, sent) => {
  const channel = channelForBot(world, textOf(sent, 'channel'));
  const oldest = Number(sent['oldest'] ?? 0);
  const messages = world
    .all()
    .filter((one) => one.channel === channel.id && one.onlyFor === undefined && Number(one.ts) > oldest)
    .map((one) => ({
      ...messageAsSent(world, one),
      ...(String(sent['include_all_metadata']) === 'true' && one.metadata ? { metadata: one.metadata } : {}),
    }));
  return { messages: messages.reverse(), has_more: false };
};

const noteOf = (sent: Arguments) => (sent['metadata'] === undefined ? {} : { metadata: sent['metadata'] as Piece });

const threadOf = (sent: Arguments) => {
  const thread = textOf(sent, 'thread_ts');
  return thread === '' ? {} : { thread };
};

/** A message as payloads carry it. */
export function wireMessage({ ts, text, blocks, thread }: SlackMessage): object {
  const more = thread === undefined ? {} : { thread_ts: thread };
  return { type: 'message', user: bot.id, bot_id: bot.botId, app_id: bot.appId, ts, text, blocks, ...more };
}

/** The same of any message: what an app wrote names the app, what a person wrote names the person. */
export function messageAsSent(world: World, message: SlackMessage): object {
  if (message.from === 'bot') return { ...wireMessage(message), bot_profile: { id: bot.botId, name: bot.name } };
  const { ts, text, thread } = message;
  const more = thread === undefined ? {} : { thread_ts: thread };
  return { type: 'message', user: world.person(message.from).id, ts, text: wired(text), ...more };
}
