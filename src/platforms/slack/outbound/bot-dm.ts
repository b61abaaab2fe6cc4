/** Which private conversation is the one with the bot: two people can use its command between themselves as well. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../../core/log';
import { toLogFields } from './errors';
import { hasNoConversation, type Origin } from './origin';
import type { SlackApi } from './slack-web';

/** Whether somebody else may listen there. Never rejects: what Slack does not tell is nobody's own. */
export type HasOtherListeners = (origin: Origin) => Promise<boolean>;

export function createOtherListenersCheck(slackApi: Pick<SlackApi, 'openDm'>, log: Logger): HasOtherListeners {
  // It stays the same for ever.
  const dmCache = new LRUCache<string, string>({ max: 5_000, fetchMethod: (user) => slackApi.openDm(user) });
  return async (origin) => {
    const { place: conversation, user } = origin;
    if (conversation.kind !== 'direct' || hasNoConversation(origin)) return false;
    try {
      return (await dmCache.fetch(user)) !== conversation.conversation;
    } catch (error) {
      log.warn({ ...toLogFields(error), user }, 'Slack does not tell which conversation is ours');
      return true;
    }
  };
}
