/** Which private conversation is the one with the bot: two people can use its command between themselves as well. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../core/log';
import { factsOf } from './failure';
import { isNowhere, type Origin } from './origin';
import type { Web } from './slack-web';

/** Whether somebody else may listen there. Never rejects: what Slack does not tell is nobody's own. */
export type IsOverheard = (origin: Origin) => Promise<boolean>;

export function createOwnChats(web: Pick<Web, 'openDirect'>, log: Logger): IsOverheard {
  // It stays the same for ever.
  const known = new LRUCache<string, string>({ max: 5_000, fetchMethod: (user) => web.openDirect(user) });
  return async (origin) => {
    const { place, user } = origin;
    if (place.kind !== 'direct' || isNowhere(origin)) return false;
    try {
      return (await known.fetch(user)) !== place.conversation;
    } catch (error) {
      log.warn({ ...factsOf(error), user }, 'Slack does not tell which conversation is ours');
      return true;
    }
  };
}
