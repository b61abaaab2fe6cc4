/** What people see in the local Teams: who is there, what was written, which dialog is open. Types alone, as in `./peer`. */

/** A person of the tenant, by a short key such as `sam`. */
export interface TeamsPerson {
  readonly key: string;
  /** As activities carry it: `29:…`. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly userPrincipalName: string;
  readonly userRole: 'user' | 'guest' | 'anonymous';
  readonly tenantId: string;
  readonly locale: string;
  readonly timezone: string;
}

export interface TeamsConversation {
  /** `a:sam` for Sam's personal chat; `19:…` for a channel or a group chat. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  /** Keys of the people in it. */
  readonly members: readonly string[];
}

/** An Adaptive Card as the bot sent it. */
export type Card = Readonly<Record<string, unknown>>;
/** An action of a card on show, exactly as rendered: type, verb, data, … */
export type CardAction = Readonly<Record<string, unknown>>;

export interface TeamsMessage {
  readonly id: string;
  readonly conversation: string;
  /** The post that this one answers, or its own id when it begins a thread. Only channels show threads. */
  readonly thread: string;
  /** A person's key, or `bot`. */
  readonly from: string;
  readonly text: string;
  readonly card?: Card;
  /** What an Action.Execute or a refresh returned to one person alone, by key: that person sees it in place of `card`. */
  readonly cardFor: Readonly<Record<string, Card>>;
  /** The short words that an Action.Execute returned to one person, by key. */
  readonly noticeFor: Readonly<Record<string, string>>;
  /** A targeted message: the key of the only person who sees it. */
  readonly onlyFor?: string;
  /** ISO 8601. */
  readonly at: string;
  readonly edited: boolean;
}

export interface TeamsDialog {
  readonly title: string;
  /** A page with a card, or with plain words and a way to close it. */
  readonly card?: Card;
  readonly message?: string;
  /** Where the button was that opened it. */
  readonly conversation: string;
  readonly activityId?: string | undefined;
  /** The command of a message's menu that opened it, where no button did. */
  readonly command?: string | undefined;
}

/** One thing that the search of the message extension found. */
export interface TeamsHit {
  readonly title: string;
  readonly about: string;
  /** What is sent when it is chosen, unless choosing asks the bot with `pick`. */
  readonly card: Card;
  readonly pick?: Readonly<Record<string, unknown>>;
}

export interface TeamsState {
  readonly tenantId: string;
  readonly botName: string;
  readonly people: readonly TeamsPerson[];
  readonly conversations: readonly TeamsConversation[];
  /** Oldest first. */
  readonly messages: readonly TeamsMessage[];
  /** The dialog that each person has open, by key. */
  readonly dialogs: Readonly<Record<string, TeamsDialog>>;
  /** Conversations in which the bot is typing. */
  readonly typing: readonly string[];
}
