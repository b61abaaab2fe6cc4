/** The app's entries in Slack's own menus: find an opportunity, and keep somebody's message as a note. */
import type { GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { Message } from '../../core/entrances';
import { originOfMessage } from './arrival';
import { factsOf } from './failure';
import { fromNowhere } from './origin';
import { arrivalOf, type Parts } from './parts';
import { unwrap } from './unwrap';

type Chosen<S extends GlobalShortcut | MessageShortcut> = SlackShortcutMiddlewareArgs<S>;

export async function onSearch(parts: Parts, { ack, shortcut }: Chosen<GlobalShortcut>): Promise<void> {
  await ack();
  const { bot, modals, me } = parts;
  const trigger = shortcut.trigger_id;
  const origin = fromNowhere(shortcut.user.id, me.team);
  const work = arrivalOf(parts, trigger, origin).then((arrival) => bot.search(arrival));
  await modals.openFor(work, { trigger, title: bot.titles.search, origin });
}

export async function onKeep(parts: Parts, { ack, shortcut }: Chosen<MessageShortcut>): Promise<void> {
  await ack();
  const { bot, modals, me, clock } = parts;
  const trigger = shortcut.trigger_id;
  const origin = originOfMessage(shortcut, { team: me.team, now: clock() });
  const work = Promise.all([messageOf(parts, shortcut), arrivalOf(parts, trigger, origin)]).then(([message, arrival]) =>
    bot.keep(message, arrival),
  );
  await modals.openFor(work, { trigger, title: bot.titles.keep, origin });
}

async function messageOf(parts: Parts, shortcut: MessageShortcut): Promise<Message> {
  const [author, link] = await Promise.all([authorOf(parts, shortcut.message), linkTo(parts, shortcut)]);
  return { text: unwrap(shortcut.message.text ?? ''), author, ...(link === undefined ? {} : { link }) };
}

/** What an app writes bears the app's name, or one that it chose for this message. */
async function authorOf({ people, me }: Parts, message: MessageShortcut['message']): Promise<string> {
  const { username, bot_profile: profile } = message as { username?: string; bot_profile?: { name?: string } };
  const app = username ?? profile?.name;
  if (app !== undefined) return app;
  return message.user === undefined ? 'an app' : (await people.find(message.user, me.team)).name;
}

/** Slack has no address for messages of conversations that the bot is not in; a note does without. */
async function linkTo({ web, log }: Parts, { channel, message }: MessageShortcut): Promise<string | undefined> {
  try {
    return await web.permalink({ channel: channel.id, ts: message.ts });
  } catch (error) {
    log.info(factsOf(error), 'a message is kept without its address');
    return undefined;
  }
}
