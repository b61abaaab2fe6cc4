/** The doors out of all platforms as one: what is said goes to the platform of its place. */
import type { PlatformName } from './interaction';
import type { Platform } from './platform';

export type Messenger = Pick<Platform, 'post' | 'update' | 'direct' | 'findPostingProblem' | 'isPosted'>;

/** Throws where a place belongs to a platform that is configured no more. */
export function createMessenger(platforms: () => readonly (Messenger & Pick<Platform, 'name'>)[]): Messenger {
  const platformOf = (platformName: PlatformName): Messenger => {
    const platform = platforms().find(({ name }) => name === platformName);
    if (platform === undefined) throw new Error(`There is no ${platformName} any more.`);
    return platform;
  };
  return {
    post: async (conversation, view, dedupeKey) =>
      platformOf(conversation.platform).post(conversation, view, dedupeKey),
    update: async (card, view) => platformOf(card.place.platform).update(card, view),
    direct: async (person) => platformOf(person.platform).direct(person),
    findPostingProblem: async (conversation) => platformOf(conversation.platform).findPostingProblem(conversation),
    isPosted: async (conversation, dedupeKey, since) =>
      platformOf(conversation.platform).isPosted(conversation, dedupeKey, since),
  };
}
