/** Somebody did something: who, where, on which card. Carries nothing raw from a platform. */
export type PlatformName = 'slack' | 'teams';

/** A person as the platform vouches for them. `email` is there only when the platform's own directory states it. */
export interface Person {
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly standing: 'member' | 'guest' | 'bot' | 'foreign';
  readonly email?: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone?: string;
  /** BCP 47, such as `en-GB`. */
  readonly locale?: string;
}

/** An address that can be posted to. Plain JSON, storable. */
export interface Conversation {
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly conversation: string;
  readonly thread?: string;
  readonly kind: 'direct' | 'group' | 'channel';
}

/**
 * A card that is on show somewhere. Plain JSON, storable. A card that only its asker sees has no `message` that could
 * be updated later, only an `answerUrl`, and that lives until `until` (ISO 8601, UTC).
 */
export interface MessageRef {
  readonly place: Conversation;
  readonly message?: string;
  readonly answerUrl?: { readonly url: string; readonly until: string };
}

/** The same conversation, whatever the thread. */
export const isSameConversation = (a: Conversation, b: Conversation): boolean =>
  a.platform === b.platform && a.conversation === b.conversation;

/** The thread of a card, where whatever belongs to it goes. */
export const threadOf = ({ place: conversation, message }: MessageRef): Conversation =>
  message === undefined || conversation.thread !== undefined ? conversation : { ...conversation, thread: message };

export interface Interaction {
  /** The platform's own delivery id: the same event delivered twice has the same id. */
  readonly id: string;
  readonly person: Person;
  readonly conversation: Conversation;
  /** The card that was pressed, when a card was pressed. */
  readonly card?: MessageRef;
  /** True when no person acted: a client refreshed a card by itself. */
  readonly isAutoRefresh: boolean;
  /** What one types before a verb in this chat, such as `/opp `; help and examples are written with it. */
  readonly prefix: string;
}
