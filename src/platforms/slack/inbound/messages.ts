/** What is typed: the slash command, the bot mentioned in a channel, or written to in private. */
import type { SlackEventMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { originOfUserMessage, type UserMessage, originOfCommand } from './interaction';
import { formOfferView } from '../render/tokens';
import { loadInteraction, type HandlerContext } from '../handler-context';
import { parseMessageText, withoutMention } from './message-text';
import { withDeadline } from '../../../core/with-deadline';

export async function onMention(
  context: HandlerContext,
  { body, event }: SlackEventMiddlewareArgs<'app_mention'>,
): Promise<void> {
  const { user, channel, text, thread_ts } = event;
  if (user !== undefined) await replyToMessage(context, body.event_id, { user, channel, text, thread_ts });
}

export async function onDirectMessage(
  context: HandlerContext,
  { body, event }: SlackEventMiddlewareArgs<'message'>,
): Promise<void> {
  // Edits, joins and what other bots say come as subtypes; in channels only a mention is meant for us.
  if (event.subtype !== undefined || event.channel_type !== 'im' || event.bot_id !== undefined) return;
  const { user, channel, text = '', thread_ts } = event;
  await replyToMessage(context, body.event_id, { user, channel, text, thread_ts });
}

async function replyToMessage(context: HandlerContext, id: string, message: UserMessage): Promise<void> {
  const { bot, delivery, botIdentity } = context;
  const origin = originOfUserMessage(message, botIdentity.team);
  const routed = bot.route(parseMessageText(withoutMention(message.text, botIdentity.user)));
  const reply = await routed.run(await loadInteraction(context, id, origin));
  await (reply.kind === 'form'
    ? delivery.showToAsker(origin, formOfferView(reply.form))
    : delivery.reply(origin, reply));
}

/** Milliseconds. Slack waits three seconds, the way there and back included. */
const ackDeadlineMs = 2_000;

/**
 * Acknowledged at once, but words that change something only when they are stored; words that end in a form open its
 * modal before anything is looked up.
 */
export async function onCommand(context: HandlerContext, { ack, command }: SlackCommandMiddlewareArgs): Promise<void> {
  const { bot, delivery, modals } = context;
  const origin = originOfCommand(command, { team: context.botIdentity.team, now: context.clock() });
  const text = parseMessageText(command.text);
  const routed = bot.route(text);
  const trigger = command.trigger_id;
  const work = loadInteraction({ ...context, command: command.command }, trigger, origin).then((interaction) =>
    routed.run(interaction),
  );
  // Slack shows its people no typed command: what dies before it is acknowledged is reported by Slack itself, and what
  // takes longer is repeated to its person, so that nothing typed disappears unseen.
  const isDone = !routed.changesAtOnce || (await withDeadline(work, ackDeadlineMs)).ready;
  await (isDone ? ack() : ack({ response_type: 'ephemeral', text: stillWorkingText(`${command.command} ${text}`) }));
  const { formTitle: title } = routed;
  if (title !== undefined) return modals.openForReply(work, { trigger, title, origin });
  const reply = await work;
  await (reply.kind === 'form' ? modals.openForm(trigger, reply, origin) : delivery.reply(origin, reply));
}

const stillWorkingText = (commandText: string): string =>
  `I have this and am still at it: ${escapeMrkdwn(commandText)}\nThe answer follows. If none comes, \`outbox\` lists what waits.`;
const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
