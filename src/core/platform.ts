/** The door out: the only way from the bot to a chat service, and the doors of all services as one. */
import type { Bot } from './bot';
import type { MessageRef, Person, Conversation, PlatformName } from './interaction';
import type { View } from './reply';

/** What is in the way, and the exact step that takes it away. */
export interface PostingProblem {
  readonly userMessage: string;
  readonly hint: string;
}

export interface Platform {
  readonly name: PlatformName;
  /** From now on what people do goes to the bot. Resolves when the platform is ready to receive. */
  start(bot: Bot): Promise<void>;
  /** Takes nothing new, finishes what is under way. */
  stop(): Promise<void>;
  /**
   * Rejects with `DeliveryFailed` when certainly nothing was posted; after any other failure it may stand there all the same.
   * With a `dedupeKey` it is never sent twice for one call, and `isPosted` finds it.
   */
  post(conversation: Conversation, view: View, dedupeKey?: string): Promise<MessageRef>;
  /** Whether a message with this key stands there since then; undefined where the platform does not tell. */
  isPosted(conversation: Conversation, dedupeKey: string, since: Date): Promise<boolean | undefined>;
  /** Why the bot cannot post there; undefined when it can, or when nobody can tell. */
  findPostingProblem(conversation: Conversation): Promise<PostingProblem | undefined>;
  /** `gone` when the card cannot be reached any more: forget it. */
  update(card: MessageRef, view: View): Promise<'updated' | 'gone'>;
  /** The private conversation between this person and the bot. */
  direct(person: Person): Promise<Conversation>;
}

export type Messenger = Pick<Platform, 'post' | 'update' | 'direct' | 'findPostingProblem' | 'isPosted'>;

/** Throws where a conversation belongs to a platform that is configured no more. */
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
