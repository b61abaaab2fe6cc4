/** What the bot posts in a channel, with a mark by which it is found again where that is wanted. */
import type { webApi } from '@slack/bolt';
import type { Place } from '../../core/arrival';
import { given } from './given';
import type { Web } from './slack-web';

/** Slack keeps a small note with a message, which people do not see. */
const marked = 'opportunities_post';
/** More than a channel gets while a digest is sent. */
const lookedAt = 200;
/** Milliseconds by which Slack's clock may be behind ours. */
const skew = 10 * 60_000;
/** Links in a card are there to be opened, not to be drawn beneath it. */
const plain = { unfurl_links: false, unfurl_media: false } as const;

export const addressOf = ({ conversation, thread }: Place) => ({
  channel: conversation,
  ...(thread === undefined ? {} : { thread_ts: thread }),
});

/** `once` is a client that never tries again. */
export const createPosts = (client: webApi.WebClient, once: webApi.WebClient): Pick<Web, 'post' | 'marks'> => ({
  async post(place, message, mark) {
    const content = { ...addressOf(place), ...message, ...plain };
    if (mark === undefined) return given((await client.chat.postMessage(content)).ts);
    const metadata = { event_type: marked, event_payload: { mark } };
    return given((await once.chat.postMessage({ ...content, metadata })).ts);
  },
  async marks(channel, since) {
    const oldest = String(Math.floor((since.getTime() - skew) / 1000));
    const read = await client.conversations.history({ channel, oldest, include_all_metadata: true, limit: lookedAt });
    return (read.messages ?? []).flatMap(({ metadata }) => {
      const { mark } = (metadata?.event_payload ?? {}) as { mark?: unknown };
      return metadata?.event_type === marked && typeof mark === 'string' ? [mark] : [];
    });
  },
});
