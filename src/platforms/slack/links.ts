/** A link to an opportunity in somebody's message: its card appears beneath it, where everybody is one of ours. */
import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { fingerprintOf } from '../../core/fingerprint';
import { originOfWords } from './arrival';
import { factsOf } from './failure';
import { arrivalOf, type Parts } from './parts';
import { unwrap } from './unwrap';
import type { Beneath } from './slack-web';

type Shared = SlackEventMiddlewareArgs<'link_shared'>;

/** Cards beneath one message: more of them would bury what was said. */
const most = 3;
/** For so long a link is not drawn again in the same channel. */
const onceSeconds = 30 * 60;

export async function onLink(parts: Parts, { body, event }: Shared): Promise<void> {
  const { channel, message_ts: ts, links, source = posted } = event;
  // While somebody still writes, Slack asks for a preview: that message does not exist yet.
  if (source !== posted || !(await isAmongOurselves(parts, channel))) return;
  // Slack escapes addresses, and knows them again only as it wrote them.
  const urls = [...new Set(links.map(({ url }) => url))].slice(0, most);
  const cards = await Promise.all(
    urls.map((url) => cardFor(parts, { url, id: `${body.event_id} ${fingerprintOf(url)}`, event })),
  );
  const found = cards.flatMap((card) => card ?? []);
  if (found.length === 0) return;
  try {
    await parts.web.unfurl({ channel, ts }, Object.fromEntries(found.map(({ url, card }) => [url, card])));
  } catch (error) {
    parts.log.warn(factsOf(error), 'Slack puts no card beneath a link');
    await Promise.all(found.map(({ url }) => parts.store.remove(keyOf(channel, url))));
  }
}

const posted = 'conversations_history';
const keyOf = (channel: string, url: string): string => `slack-link:${channel}:${url}`;

interface LinkFound {
  readonly url: string;
  readonly id: string;
  readonly event: Shared['event'];
}

/** Undefined for a link that is none of ours, none for the one who posted it, or on show there already. */
async function cardFor(
  parts: Parts,
  { url, id, event }: LinkFound,
): Promise<{ readonly url: string; readonly card: Beneath } | undefined> {
  const { bot, drawing, me, store } = parts;
  const { user, channel, thread_ts } = event;
  const arrival = await arrivalOf(parts, id, originOfWords({ user, channel, text: url, thread_ts }, me.team));
  const view = await bot.unfurl(unwrap(url), arrival);
  if (view === undefined || !(await store.putIfAbsent(keyOf(channel, url), true, onceSeconds))) return undefined;
  return { url, card: drawing.beneath(view) };
}

/** Everybody in the channel sees the card. Beside the bot alone, words are answered and need no card beneath them. */
async function isAmongOurselves({ web, log }: Parts, channel: string): Promise<boolean> {
  if (channel.startsWith('D')) return false;
  try {
    const { is_ext_shared, is_pending_ext_shared, is_shared } = await web.channel(channel);
    return ![is_ext_shared, is_pending_ext_shared, is_shared].includes(true);
  } catch (error) {
    log.warn(factsOf(error), 'Slack does not tell whose a channel is');
    return false;
  }
}
