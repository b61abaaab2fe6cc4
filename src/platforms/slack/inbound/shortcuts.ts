/** The app's entries in Slack's own menus: find an opportunity, and keep somebody's message as a note. */
import type { GlobalShortcut, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { ChatMessage } from '../../../core/entry-points';
import { originOfMessageShortcut } from './interaction';
import { toLogFields } from '../outbound/errors';
import { originWithoutConversation } from '../outbound/origin';
import { loadInteraction, type HandlerContext } from '../handler-context';
import { parseMessageText } from './message-text';

type ShortcutArgs<S extends GlobalShortcut | MessageShortcut> = SlackShortcutMiddlewareArgs<S>;

export async function onSearchShortcut(
  context: HandlerContext,
  { ack, shortcut }: ShortcutArgs<GlobalShortcut>,
): Promise<void> {
  await ack();
  const { bot, modals, botIdentity } = context;
  const trigger = shortcut.trigger_id;
  const origin = originWithoutConversation(shortcut.user.id, botIdentity.team);
  const work = loadInteraction(context, trigger, origin).then((interaction) => bot.search(interaction));
  await modals.openForReply(work, { trigger, title: bot.titles.search, origin });
}

export async function onKeepShortcut(
  context: HandlerContext,
  { ack, shortcut }: ShortcutArgs<MessageShortcut>,
): Promise<void> {
  await ack();
  const { bot, modals, botIdentity, clock } = context;
  const trigger = shortcut.trigger_id;
  const origin = originOfMessageShortcut(shortcut, { team: botIdentity.team, now: clock() });
  const work = Promise.all([loadShortcutMessage(context, shortcut), loadInteraction(context, trigger, origin)]).then(
    ([message, interaction]) => bot.saveMessage(message, interaction),
  );
  await modals.openForReply(work, { trigger, title: bot.titles.saveMessage, origin });
}

async function loadShortcutMessage(context: HandlerContext, shortcut: MessageShortcut): Promise<ChatMessage> {
  const [author, link] = await Promise.all([
    loadAuthorName(context, shortcut.message),
    loadPermalink(context, shortcut),
  ]);
  return { text: parseMessageText(shortcut.message.text ?? ''), author, ...(link === undefined ? {} : { link }) };
}

/** What an app writes bears the app's name, or one that it chose for this message. */
async function loadAuthorName(
  { people, botIdentity }: HandlerContext,
  message: MessageShortcut['message'],
): Promise<string> {
  const { username, bot_profile: profile } = message as { username?: string; bot_profile?: { name?: string } };
  const app = username ?? profile?.name;
  if (app !== undefined) return app;
  return message.user === undefined ? 'an app' : (await people.loadPerson(message.user, botIdentity.team)).name;
}

/** Slack has no address for messages of conversations that the bot is not in; a note does without. */
async function loadPermalink(
  { slackApis, log }: HandlerContext,
  { channel, message }: MessageShortcut,
): Promise<string | undefined> {
  try {
    return await slackApis.reply.permalink({ channel: channel.id, ts: message.ts });
  } catch (error) {
    log.info(toLogFields(error), 'a message is kept without its address');
    return undefined;
  }
}
