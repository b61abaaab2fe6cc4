/** Plain words: the bot mentioned in a channel, or written to in private. */
import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { originOfWords, type Said } from './arrival';
import { offerView } from './offer';
import { arrivalOf, type Parts } from './parts';
import { unwrap, withoutMention } from './unwrap';

export async function onMention(parts: Parts, { body, event }: SlackEventMiddlewareArgs<'app_mention'>): Promise<void> {
  const { user, channel, text, thread_ts } = event;
  if (user !== undefined) await answer(parts, body.event_id, { user, channel, text, thread_ts });
}

export async function onMessage(parts: Parts, { body, event }: SlackEventMiddlewareArgs<'message'>): Promise<void> {
  // Edits, joins and what other bots say come as subtypes; in channels only a mention is meant for us.
  if (event.subtype !== undefined || event.channel_type !== 'im' || event.bot_id !== undefined) return;
  const { user, channel, text = '', thread_ts } = event;
  await answer(parts, body.event_id, { user, channel, text, thread_ts });
}

async function answer(parts: Parts, id: string, said: Said): Promise<void> {
  const { bot, delivery, me } = parts;
  const origin = originOfWords(said, me.team);
  const reply = await bot.command(unwrap(withoutMention(said.text, me.user)), await arrivalOf(parts, id, origin));
  await (reply.kind === 'form' ? delivery.toAsker(origin, offerView(reply.form)) : delivery.reply(origin, reply));
}
