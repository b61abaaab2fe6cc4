/** What the adapter asks of Slack's Web API, and what goes there. */
import { type types, webApi } from '@slack/bolt';
import type { Place } from '../../core/arrival';

export type Profile = NonNullable<webApi.UsersInfoResponse['user']>;

export type Modal = types.ModalView;

export type Home = types.HomeView;

type Channel = NonNullable<webApi.ConversationsInfoResponse['channel']>;

export interface Message {
  /** The words for notifications and screen readers. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** What stands beneath a link. */
export type Beneath = Pick<Message, 'blocks'>;

export interface Identity {
  readonly user: string;
  readonly team: string;
  /** What one types after an `@`. */
  readonly name: string;
}

/**
 * Everything rejects with Slack's own error, except `answer`, which tells whether the address still worked; it rejects
 * where the card itself is refused.
 */
export interface Web {
  whoAmI(): Promise<Identity>;
  profile(user: string): Promise<Profile>;
  profileOf(email: string): Promise<Profile>;
  /** Returns the message's `ts`. With a mark it is tried once only: a second try might be a second message. */
  post(place: Place, message: Message, mark?: string): Promise<string>;
  /** The marks of the bot's messages since then. */
  marks(channel: string, since: Date): Promise<readonly string[]>;
  postFor(user: string, place: Place, message: Message): Promise<void>;
  update(at: { channel: string; ts: string }, message: Message): Promise<void>;
  /** Returns the channel's id. */
  openDirect(user: string): Promise<string>;
  /** Returns the modal's id. `trigger` lives three seconds. */
  openModal(trigger: string, view: Modal): Promise<string>;
  updateModal(id: string, view: Modal): Promise<void>;
  publishHome(user: string, view: Home): Promise<void>;
  channel(id: string): Promise<Channel>;
  /** The address of a message. */
  permalink(at: { channel: string; ts: string }): Promise<string>;
  /** Puts cards beneath a message, each for a link that stands in it, written exactly as Slack told of it. */
  unfurl(at: { channel: string; ts: string }, cards: Readonly<Record<string, Beneath>>): Promise<void>;
  answer(url: string, answer: Answer): Promise<boolean>;
}

export interface Answer extends Message {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
  readonly thread_ts?: string;
}
