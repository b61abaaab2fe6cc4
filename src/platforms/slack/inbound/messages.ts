/** Plain words: the bot mentioned in a channel, or written to in private. */
import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { originOfUserMessage, type UserMessage } from './interaction';
import { formOfferView } from '../render/form-offer';
import { loadInteraction, type HandlerContext } from '../handler-context';
import { parseMessageText, withoutMention } from './message-text';

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
