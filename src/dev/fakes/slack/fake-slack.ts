/**
 * The local Slack peer as its users see it: the playground page draws `state()`, journey tests drive people with the
 * verbs. `startSlackPeer({ eventsUrl, signingSecret, botToken })` in `./start` makes one; give its `apiUrl` to the bot.
 * Each verb sends to the bot what Slack would send, signed, and resolves when the bot has acknowledged; what the bot
 * then does through the Web API or an answer address shows in `state()`, and `until()` waits for it.
 * This file holds types alone, so that the page can import it `type`-only.
 */
import type { WireEntry } from '../../playground/wire-entry';

/** A person of the workspace, by a short key such as `sam`. */
export interface SlackPerson {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly kind: 'member' | 'guest' | 'foreign';
  /** IANA name. */
  readonly timezone: string;
  /** As Slack writes it: `en-US`. */
  readonly locale: string;
}

export interface SlackChannel {
  readonly id: string;
  /** `sales`, or the person's key for their private conversation with the bot. */
  readonly name: string;
  readonly kind: 'channel' | 'direct';
  /** Keys of the people in it; `bot` when the bot was invited. */
  readonly members: readonly string[];
  /** Whether people of another organisation are in it as well. */
  readonly shared?: boolean;
  /** Whoever is not in it is told that there is none. */
  readonly private?: boolean;
}

/** A block, element, option or view exactly as the bot sent it; every block has got its `block_id`. */
export type SlackJson = Readonly<Record<string, unknown>>;

export interface SlackMessage {
  readonly ts: string;
  /** The channel's id. */
  readonly channel: string;
  /** In a thread: the `ts` of the message that began it. */
  readonly thread?: string;
  /** A person's key, or `bot`. */
  readonly from: string;
  readonly text: string;
  readonly blocks: readonly SlackJson[];
  /** An ephemeral message: the key of the only person who sees it. */
  readonly onlyFor?: string;
  /** ISO 8601. */
  readonly at: string;
  readonly edited: boolean;
  /** What the app noted with it, unseen by people. */
  readonly metadata?: SlackJson;
  /** What stands beneath its links. */
  readonly unfurls: readonly SlackUnfurl[];
}

/** What the bot put beneath one link of a message. */
export interface SlackUnfurl {
  /** As Slack wrote it to the bot: escaped. */
  readonly url: string;
  readonly blocks: readonly SlackJson[];
}

/** The app's Home tab of one person. */
export interface SlackHome {
  /** The view as the bot sent it. */
  readonly view: SlackJson;
  /** How often it was published. */
  readonly times: number;
}

export interface SlackModal {
  readonly id: string;
  /** The view as the bot sent it. */
  readonly view: SlackJson;
  /** What the person has typed or chosen and not yet sent, by `block_id`; it survives an update that keeps the ids. */
  readonly typed: Readonly<Record<string, string>>;
  /** Shown beneath the fields, by `block_id`. */
  readonly errors: Readonly<Record<string, string>>;
  /** Slack's own words when the bot did not answer a submission properly; empty otherwise. */
  readonly trouble: string;
}

export interface SlackState {
  readonly team: { readonly id: string; readonly name: string };
  readonly bot: { readonly id: string; readonly name: string };
  readonly people: readonly SlackPerson[];
  readonly channels: readonly SlackChannel[];
  /** Oldest first, everybody's: show a person those without `onlyFor` and their own. */
  readonly messages: readonly SlackMessage[];
  /** The modal that each person has in front of them, by key. */
  readonly modals: Readonly<Record<string, SlackModal>>;
  /** What the bot published, by key; none where it never did. */
  readonly homes: Readonly<Record<string, SlackHome>>;
}

/** What the bot answered to one delivery. */
export interface SlackDelivery {
  /** The HTTP status; over Socket Mode 200; 0 when Slack's client would not have sent it at all. */
  readonly status: number;
  readonly body: unknown;
  readonly milliseconds: number;
}

export interface FakeSlack {
  /** Where the bot reaches the Web API; ends in `/api/`. */
  readonly apiUrl: string;
  /**
   * `/opp …` is sent as a slash command; in a private conversation anything else is a message event, in a channel it
   * mentions the bot. `channel` is an id or a name.
   */
  say(input: { person: string; channel: string; text: string; thread?: string }): Promise<SlackDelivery>;
  /** A message for the people of a channel, in which the bot is not mentioned: it learns of links that it knows, alone. */
  post(input: { person: string; channel: string; text: string; thread?: string }): Promise<SlackDelivery>;
  /** Writes a message with a link and does not send it: Slack asks for a preview. */
  compose(input: { person: string; text: string }): Promise<SlackDelivery>;
  /** Chooses an entry of the app in Slack's own menu, by its `callback_id`. */
  shortcut(choice: { person: string; callback: string }): Promise<SlackDelivery>;
  /** The same in the menu of a message, by its `ts`. */
  messageShortcut(choice: { person: string; message: string; callback: string }): Promise<SlackDelivery>;
  /** Looks at the app's Home tab. */
  openHome(person: string): Promise<SlackDelivery>;
  pressInHome(buttonPress: { person: string; action: string; block?: string; option?: string }): Promise<SlackDelivery>;
  /** Presses a button, or chooses the option with that value from a menu. `block` is needed where ids repeat. */
  press(buttonPress: {
    person: string;
    message: string;
    action: string;
    block?: string;
    option?: string;
  }): Promise<SlackDelivery>;
  /** The same in the modal that the person has open. */
  pressInModal(buttonPress: {
    person: string;
    action: string;
    block?: string;
    option?: string;
  }): Promise<SlackDelivery>;
  /** Types into the open modal without sending; values by `block_id`, as text: dates `yyyy-mm-dd`, checkboxes `true`. */
  type(typed: { person: string; values: Readonly<Record<string, string>> }): void;
  /** Types, then submits. A required field that is empty is refused by Slack's client itself: status 0. */
  submit(submission: { person: string; values?: Readonly<Record<string, string>> }): Promise<SlackDelivery>;
  close(person: string): Promise<void>;
  /** Types into a menu whose options the bot supplies. */
  suggest(query: {
    person: string;
    field: string;
    text: string;
  }): Promise<readonly { readonly label: string; readonly value: string }[]>;
  /** Anything, raw: for requests that Slack would not send. Signed for now unless told otherwise. */
  deliver(request: {
    body: string;
    contentType?: string;
    /** Seconds since 1970. */
    timestamp?: number;
    signature?: string;
  }): Promise<SlackDelivery>;
  /** The next call of this Web API method fails with this error; `answer address` stands for every `response_url`. */
  failNext(method: string, error: string): void;
  /** All answer addresses given out so far stop working, as after thirty minutes. */
  expireResponseUrls(): void;

  state(): SlackState;
  /** Called after every change and every exchange; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Resolves as soon as the state is so; rejects after `milliseconds` (20,000) with what it is instead. */
  until<T>(find: (state: SlackState) => T | undefined | false, milliseconds?: number): Promise<T>;
  /** The last few hundred exchanges, oldest first. */
  wire(): readonly WireEntry[];
  /** Whether a bot is connected over Socket Mode; deliveries then go that way. */
  socket(): boolean;
  stop(): Promise<void>;
}

export interface FakeSlackOptions {
  /** Where the bot receives: asked at each delivery, since the bot starts after the peer. */
  readonly eventsUrl: () => string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken?: string;
  /** What the bot token may; told with each answer. Slack says nothing of them unless given. */
  readonly scopes?: readonly string[];
  /** The slash command, `/opp` by default. */
  readonly command?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly clock: () => Date;
  /** What stood there, and was open, when an earlier one was looked at. */
  readonly before?: Pick<SlackState, 'messages' | 'modals'>;
}
