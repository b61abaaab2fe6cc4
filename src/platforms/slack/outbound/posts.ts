/** What the bot posts in a channel, with a mark by which it is found again where that is wanted. */
import type { webApi } from '@slack/bolt';
import type { Conversation } from '../../../core/interaction';
import { requireDefined } from '../required';
import type { SlackApi } from './slack-web';

/** Slack keeps a small note with a message, which people do not see. */
const metadataEventType = 'opportunities_post';
/** More than a channel gets while a digest is sent. */
const historyLimit = 200;
/** Milliseconds by which Slack's clock may be behind ours. */
const clockSkewMs = 10 * 60_000;
/** Links in a card are there to be opened, not to be drawn beneath it. */
const withoutUnfurls = { unfurl_links: false, unfurl_media: false } as const;

export const toSlackAddress = ({ conversation, thread }: Conversation) => ({
  channel: conversation,
  ...(thread === undefined ? {} : { thread_ts: thread }),
});

/** `once` is a client that never tries again. */
export const createPostCalls = (
  client: webApi.WebClient,
  singleTryClient: webApi.WebClient,
): Pick<SlackApi, 'post' | 'dedupeKeys'> => ({
  async post(conversation, message, mark) {
    const content = { ...toSlackAddress(conversation), ...message, ...withoutUnfurls };
    if (mark === undefined) return requireDefined((await client.chat.postMessage(content)).ts);
    const metadata = { event_type: metadataEventType, event_payload: { mark } };
    return requireDefined((await singleTryClient.chat.postMessage({ ...content, metadata })).ts);
  },
  async dedupeKeys(channel, since) {
    const oldest = String(Math.floor((since.getTime() - clockSkewMs) / 1000));
    const history = await client.conversations.history({
      channel,
      oldest,
      include_all_metadata: true,
      limit: historyLimit,
    });
    return (history.messages ?? []).flatMap(({ metadata }) => {
      const { mark } = (metadata?.event_payload ?? {}) as { mark?: unknown };
      return metadata?.event_type === metadataEventType && typeof mark === 'string' ? [mark] : [];
    });
  },
});
