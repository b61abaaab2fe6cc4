/** The door out: the only way from the bot to a chat service. */
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
  /** From now on arrivals go to the bot. Resolves when the platform is ready to receive. */
  start(bot: Bot): Promise<void>;
  /** Takes nothing new, finishes what is under way. */
  stop(): Promise<void>;
  /**
   * Rejects with `NotPosted` when certainly nothing was posted; after any other failure it may stand there all the same.
   * With a `mark` it is never sent twice for one call, and `wasPosted` finds it.
   */
  post(conversation: Conversation, view: View, dedupeKey?: string): Promise<MessageRef>;
  /** Whether a message with this mark stands there since then; undefined where the platform does not tell. */
  isPosted(conversation: Conversation, dedupeKey: string, since: Date): Promise<boolean | undefined>;
  /** Why the bot cannot post there; undefined when it can, or when nobody can tell. */
  findPostingProblem(conversation: Conversation): Promise<PostingProblem | undefined>;
  /** `gone` when the card cannot be reached any more: forget it. */
  update(card: MessageRef, view: View): Promise<'updated' | 'gone'>;
  /** The private conversation between this person and the bot. */
  direct(person: Person): Promise<Conversation>;
}
