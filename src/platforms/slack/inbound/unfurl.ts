/** A link to an opportunity in somebody's message: its card appears beneath it, where everybody is one of ours. */
import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { sha256Hex } from '../../../core/fingerprint';
import { originOfUserMessage } from './interaction';
import { toLogFields } from '../outbound/errors';
import { loadInteraction, type HandlerContext } from '../handler-context';
import { parseMessageText } from './message-text';
import type { Unfurl } from '../outbound/slack-api';

type LinkSharedArgs = SlackEventMiddlewareArgs<'link_shared'>;

/** Cards beneath one message: more of them would bury what was said. */
const maxCards = 3;
/** For so long a link is not drawn again in the same channel. */
const repeatAfterSeconds = 30 * 60;

export async function onLinkShared(context: HandlerContext, { body, event }: LinkSharedArgs): Promise<void> {
  const { channel, message_ts: ts, links, source = postedSource } = event;
  // While somebody still writes, Slack asks for a preview: that message does not exist yet.
  if (source !== postedSource || !(await isInternalChannel(context, channel))) return;
  // Slack escapes addresses, and knows them again only as it wrote them.
  const urls = [...new Set(links.map(({ url }) => url))].slice(0, maxCards);
  const cards = await Promise.all(
    urls.map((url) => loadUnfurl(context, { url, id: `${body.event_id} ${sha256Hex(url)}`, event })),
  );
  const unfurls = cards.flatMap((card) => card ?? []);
  if (unfurls.length === 0) return;
  try {
    await context.slackApis.background.unfurl(
      { channel, ts },
      Object.fromEntries(unfurls.map(({ url, card }) => [url, card])),
    );
  } catch (error) {
    context.log.warn(toLogFields(error), 'Slack puts no card beneath a link');
    await Promise.all(unfurls.map(({ url }) => context.store.remove(unfurlKey(channel, url))));
  }
}

const postedSource = 'conversations_history';
const unfurlKey = (channel: string, url: string): string => `slack-link:${channel}:${url}`;

interface SharedLink {
  readonly url: string;
  readonly id: string;
  readonly event: LinkSharedArgs['event'];
}

/** Undefined for a link that is none of ours, none for the one who posted it, or on show there already. */
async function loadUnfurl(
  context: HandlerContext,
  { url, id, event }: SharedLink,
): Promise<{ readonly url: string; readonly card: Unfurl } | undefined> {
  const { bot, renderer, botIdentity, store } = context;
  const { user, channel, thread_ts } = event;
  const interaction = await loadInteraction(
    context,
    id,
    originOfUserMessage({ user, channel, text: url, thread_ts }, botIdentity.team),
  );
  const view = await bot.unfurl(parseMessageText(url), interaction);
  if (view === undefined || !(await store.putIfAbsent(unfurlKey(channel, url), true, repeatAfterSeconds)))
    return undefined;
  return { url, card: renderer.unfurl(view) };
}

/** Everybody in the channel sees the card. Beside the bot alone, words are answered and need no card beneath them. */
async function isInternalChannel({ slackApis, log }: HandlerContext, channel: string): Promise<boolean> {
  if (channel.startsWith('D')) return false;
  try {
    const { is_ext_shared, is_pending_ext_shared, is_shared } = await slackApis.background.channel(channel);
    return ![is_ext_shared, is_pending_ext_shared, is_shared].includes(true);
  } catch (error) {
    log.warn(toLogFields(error), 'Slack does not tell whose a channel is');
    return false;
  }
}
