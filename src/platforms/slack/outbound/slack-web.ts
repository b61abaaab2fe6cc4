/** What the adapter asks of Slack's Web API, and what goes there. */
import type { webApi } from '@slack/bolt';
import { type types } from '@slack/bolt';
import type { Conversation } from '../../../core/interaction';

export type SlackProfile = NonNullable<webApi.UsersInfoResponse['user']>;

export type ModalView = types.ModalView;

export type HomeView = types.HomeView;

type Channel = NonNullable<webApi.ConversationsInfoResponse['channel']>;

export interface OutgoingSlackMessage {
  /** The words for notifications and screen readers. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** What stands beneath a link. */
export type Unfurl = Pick<OutgoingSlackMessage, 'blocks'>;

export interface BotIdentity {
  readonly user: string;
  readonly team: string;
  /** What one types after an `@`. */
  readonly name: string;
}

/**
 * Everything rejects with Slack's own error, except `answer`, which tells whether the address still worked; it rejects
 * where the card itself is refused.
 */
export interface SlackApi {
  whoAmI(): Promise<BotIdentity>;
  profile(user: string): Promise<SlackProfile>;
  profileByEmail(email: string): Promise<SlackProfile>;
  /** Returns the message's `ts`. With a mark it is tried once only: a second try might be a second message. */
  post(conversation: Conversation, message: OutgoingSlackMessage, dedupeKey?: string): Promise<string>;
  /** The marks of the bot's messages since then. */
  dedupeKeys(channel: string, since: Date): Promise<readonly string[]>;
  postEphemeral(user: string, conversation: Conversation, message: OutgoingSlackMessage): Promise<void>;
  update(at: { channel: string; ts: string }, message: OutgoingSlackMessage): Promise<void>;
  /** Returns the channel's id. */
  openDm(user: string): Promise<string>;
  /** Returns the modal's id. `trigger` lives three seconds. */
  openModal(trigger: string, view: ModalView): Promise<string>;
  updateModal(id: string, view: ModalView): Promise<void>;
  publishHome(user: string, view: HomeView): Promise<void>;
  channel(id: string): Promise<Channel>;
  /** The address of a message. */
  permalink(at: { channel: string; ts: string }): Promise<string>;
  /** Puts cards beneath a message, each for a link that stands in it, written exactly as Slack told of it. */
  unfurl(at: { channel: string; ts: string }, cards: Readonly<Record<string, Unfurl>>): Promise<void>;
  answer(url: string, answer: ResponseUrlMessage): Promise<boolean>;
}

export interface ResponseUrlMessage extends OutgoingSlackMessage {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
  readonly thread_ts?: string;
}
