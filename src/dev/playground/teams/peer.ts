/**
 * The local Teams peer as its users see it: the playground page draws `state()`, journey tests drive people with the verbs.
 * `startTeamsPeer({ messagesUrl })` in `./start` makes one. Each verb sends to the bot what Teams would send and applies
 * what Teams would apply: a returned card replaces the pressed one for that person, a returned dialog opens for them.
 * This file holds types alone, so that the page can import it `type`-only.
 */

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

/** One exchange on the wire, either way. */
export interface WireEntry {
  readonly at: string;
  readonly direction: 'to bot' | 'from bot';
  /** `invoke task/fetch`, `PUT /v3/conversations/…`. */
  readonly what: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly sent: unknown;
  readonly sentBytes: number;
  readonly received: unknown;
  readonly receivedBytes: number;
}

/** What the bot answered to one delivery. */
export interface Delivery {
  readonly status: number;
  readonly body: unknown;
  readonly milliseconds: number;
  /** The id of the activity that was delivered. */
  readonly activityId: string;
}

export interface Pressed {
  readonly person: string;
  readonly conversation: string;
  /** The message whose card was pressed. */
  readonly activityId: string;
  readonly action: CardAction;
  /** Inputs of the card, by id. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface TeamsPeer {
  /** Where the bot reaches the connector. */
  readonly serviceUrl: string;
  /**
   * Types a message. In a channel or group chat the bot is mentioned; `slash` makes it a slash command, which is
   * targeted at the bot and seen by its sender alone. `thread` answers an earlier post of a channel.
   */
  say(words: {
    person: string;
    conversation: string;
    text: string;
    slash?: boolean;
    thread?: string;
  }): Promise<Delivery>;
  /**
   * Presses a button of a message. Action.Execute becomes an `adaptiveCard/action` invoke, Action.Submit with
   * `task/fetch` a `task/fetch` invoke, any other Action.Submit a message with a value. (Inside a dialog: `submitDialog`.)
   */
  press(pressed: Pressed): Promise<Delivery>;
  /**
   * Submits the open dialog with its initial values overlaid by `values`; by default with its first Action.Submit.
   * Nothing is checked here: what a client would hold back reaches the bot all the same.
   */
  submitDialog(submitted: {
    person: string;
    values?: Readonly<Record<string, string>>;
    action?: CardAction;
  }): Promise<Delivery>;
  closeDialog(person: string): void;
  /** Types into a field with dynamic typeahead, in the dialog that the person has open. */
  suggest(asked: {
    person: string;
    field: string;
    text: string;
    values?: Readonly<Record<string, string>>;
  }): Promise<readonly { readonly title: string; readonly value: string }[]>;
  /**
   * Types into the search of the message extension; empty when it opens. `say` is what is shown in place of a list.
   * Rejects, as the other verbs of the extension do, when Teams would not show the bot's answer.
   */
  search(asked: {
    person: string;
    conversation: string;
    text: string;
  }): Promise<{ readonly found: readonly TeamsHit[]; readonly say: string }>;
  /** Chooses what was found and sends its card into the conversation; answers the id of that message. */
  choose(chosen: { person: string; conversation: string; chosen: TeamsHit; thread?: string }): Promise<string>;
  /** Chooses the app's command in the menu of a message. */
  messageAction(pointed: { person: string; activityId: string; command: string }): Promise<Delivery>;
  /**
   * A message that is not for the bot: it hears nothing of it but the first link in it, whose card is sent along.
   * Answers the id.
   */
  post(words: { person: string; conversation: string; text: string; thread?: string }): Promise<string>;
  /** A client refreshes a card by itself, with the action of the card's `refresh`. */
  refresh(refreshed: { person: string; conversation: string; activityId: string }): Promise<Delivery>;
  /** Adds the bot to a personal chat, channel or group chat. */
  install(installed: { person: string; conversation: string }): Promise<Delivery>;
  /** Any activity, with conversation, sender and addresses filled in where missing; `headers` replace the defaults. */
  deliver(activity: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): Promise<Delivery>;
  /** From now on the connector answers requests that `matches` accepts with this status, until the returned call. */
  refuse(matches: (request: { method: string; path: string; query: string }) => boolean, status: number): () => void;
  state(): TeamsState;
  /** The latest exchanges, oldest first. */
  wire(): readonly WireEntry[];
  /** Tells after each change of `state()`; the returned call ends it. */
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

export interface TeamsPeerOptions {
  /** The bot's endpoint, such as `http://127.0.0.1:3978/api/messages`. */
  readonly messagesUrl: string;
  readonly clock: () => Date;
  /** 0, the default, takes any free port of the loopback interface. */
  readonly port?: number;
  readonly botName?: string;
  readonly appId?: string;
  /** What to send as `Authorization`, for a bot that checks it. */
  readonly authorization?: () => string;
}
