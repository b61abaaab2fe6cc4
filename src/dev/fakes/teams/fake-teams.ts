/**
 * The local Teams peer as its users see it: the playground page draws `state()`, journey tests drive people with the verbs.
 * `startTeamsPeer({ messagesUrl })` in `./start` makes one. Each verb sends to the bot what Teams would send and applies
 * what Teams would apply: a returned card replaces the pressed one for that person, a returned dialog opens for them.
 * This file holds types alone, so that the page can import it `type`-only.
 */
import type { WireEntry } from '../../playground/wire-entry';
import type { CardAction, TeamsHit, TeamsState } from './shown';

/** What the bot answered to one delivery. */
export interface TeamsDelivery {
  readonly status: number;
  readonly body: unknown;
  readonly milliseconds: number;
  /** The id of the activity that was delivered. */
  readonly activityId: string;
}

export interface ButtonPress {
  readonly person: string;
  readonly conversation: string;
  /** The message whose card was pressed. */
  readonly activityId: string;
  readonly action: CardAction;
  /** Inputs of the card, by id. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface FakeTeams {
  /** Where the bot reaches the connector. */
  readonly serviceUrl: string;
  /**
   * Types a message. In a channel or group chat the bot is mentioned; `slash` makes it a slash command, which is
   * targeted at the bot and seen by its sender alone. `thread` answers an earlier post of a channel.
   */
  say(message: {
    person: string;
    conversation: string;
    text: string;
    slash?: boolean;
    thread?: string;
  }): Promise<TeamsDelivery>;
  /**
   * Presses a button of a message. Action.Execute becomes an `adaptiveCard/action` invoke, Action.Submit with
   * `task/fetch` a `task/fetch` invoke, any other Action.Submit a message with a value. (Inside a dialog: `submitDialog`.)
   */
  press(buttonPress: ButtonPress): Promise<TeamsDelivery>;
  /**
   * Submits the open dialog with its initial values overlaid by `values`; by default with its first Action.Submit.
   * Nothing is checked here: what a client would hold back reaches the bot all the same.
   */
  submitDialog(submission: {
    person: string;
    values?: Readonly<Record<string, string>>;
    action?: CardAction;
  }): Promise<TeamsDelivery>;
  closeDialog(person: string): void;
  /** Types into a field with dynamic typeahead, in the dialog that the person has open. */
  suggest(lookup: {
    person: string;
    field: string;
    text: string;
    values?: Readonly<Record<string, string>>;
  }): Promise<readonly { readonly title: string; readonly value: string }[]>;
  /**
   * Types into the search of the message extension; empty when it opens. `say` is what is shown in place of a list.
   * Rejects, as the other verbs of the extension do, when Teams would not show the bot's answer.
   */
  search(lookup: {
    person: string;
    conversation: string;
    text: string;
  }): Promise<{ readonly found: readonly TeamsHit[]; readonly say: string }>;
  /** Chooses what was found and sends its card into the conversation; answers the id of that message. */
  choose(chosen: { person: string; conversation: string; chosen: TeamsHit; thread?: string }): Promise<string>;
  /** Chooses the app's command in the menu of a message. */
  messageAction(menuChoice: { person: string; activityId: string; command: string }): Promise<TeamsDelivery>;
  /**
   * A message that is not for the bot: it hears nothing of it but the first link in it, whose card is sent along.
   * Answers the id.
   */
  post(message: { person: string; conversation: string; text: string; thread?: string }): Promise<string>;
  /** A client refreshes a card by itself, with the action of the card's `refresh`. */
  refresh(target: { person: string; conversation: string; activityId: string }): Promise<TeamsDelivery>;
  /** Adds the bot to a personal chat, channel or group chat. */
  install(installed: { person: string; conversation: string }): Promise<TeamsDelivery>;
  /** Any activity, with conversation, sender and addresses filled in where missing; `headers` replace the defaults. */
  deliver(
    activity: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<TeamsDelivery>;
  /** From now on the connector answers requests that `matches` accepts with this status, until the returned call. */
  refuse(matches: (request: { method: string; path: string; query: string }) => boolean, status: number): () => void;
  state(): TeamsState;
  /** The latest exchanges, oldest first. */
  wire(): readonly WireEntry[];
  /** Tells after each change of `state()`; the returned call ends it. */
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

export interface FakeTeamsOptions {
  /** The bot's endpoint, such as `http://127.0.0.1:3978/api/messages`; of several replicas the one whose turn it is. */
  readonly messagesUrl: string | (() => string);
  readonly clock: () => Date;
  /** 0, the default, takes any free port of the loopback interface. */
  readonly port?: number;
  readonly botName?: string;
  readonly appId?: string;
  /** What to send as `Authorization`, for a bot that checks it. */
  readonly authorization?: () => string;
  /** What stood there, and was open, when an earlier one was looked at. */
  readonly before?: Pick<TeamsState, 'messages' | 'dialogs'>;
}
