/** The calls that go to Slack: its Web API, and the answer addresses that it hands out. */
import type { webApi, types } from '@slack/bolt';
import type { Logger } from '../../../core/log';
import { perSendKind, type SendKind, type SendPolicy } from '../../../core/sending';
import { invalidBlocksCode, InvalidBlocks } from './errors';
import { createSlackClient, sendPolicies, singleTryPolicy } from './send';
import type { SlackOptions } from '../options';
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
  /** Returns the message's `ts`. With a `dedupeKey` it is tried once only: a second try might be a second message. */
  post(conversation: Conversation, message: OutgoingSlackMessage, dedupeKey?: string): Promise<string>;
  /** The keys of the bot's messages since then. */
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

/** Whoever calls Slack names the kind of call. */
export type SlackApis = Readonly<Record<SendKind, SlackApi>>;

export const createSlackApis = (options: SlackApiOptions): SlackApis =>
  perSendKind((kind) => createSlackApi(options, sendPolicies[kind]));

type SlackApiOptions = Pick<SlackOptions, 'botToken' | 'apiUrl' | 'log'>;

function createSlackApi(options: SlackApiOptions, policy: SendPolicy): SlackApi {
  const { botToken, apiUrl } = options;
  const client = createSlackClient(botToken, options, policy);
  const singleTryClient = createSlackClient(botToken, options, singleTryPolicy);
  return {
    async whoAmI() {
      const { user_id: user, team_id: team, user: name } = await client.auth.test();
      return { user: requireDefined(user), team: requireDefined(team), name: requireDefined(name) };
    },
    profile: async (user) => requireDefined((await client.users.info({ user, include_locale: true })).user),
    profileByEmail: async (email) => requireDefined((await client.users.lookupByEmail({ email })).user),
    ...createPostCalls(client, singleTryClient),
    async postEphemeral(user, conversation, message) {
      await client.chat.postEphemeral({ user, ...toSlackAddress(conversation), ...message });
    },
    async update(address, message) {
      await client.chat.update({ ...address, ...message });
    },
    openDm: async (user) => requireDefined((await client.conversations.open({ users: user })).channel?.id),
    openModal: async (trigger, view) =>
      requireDefined((await client.views.open({ trigger_id: trigger, view })).view?.id),
    async updateModal(id, view) {
      await client.views.update({ view_id: id, view });
    },
    async publishHome(user, view) {
      await client.views.publish({ user_id: user, view });
    },
    channel: async (channel) => requireDefined((await client.conversations.info({ channel })).channel),
    permalink: async ({ channel, ts }) =>
      requireDefined((await client.chat.getPermalink({ channel, message_ts: ts })).permalink),
    async unfurl(address, cards) {
      await client.chat.unfurl({ ...address, unfurls: cards });
    },
    answer: async (url, answer) => isSlackUrl(url, apiUrl) && postToResponseUrl(url, answer, { ...options, ...policy }),
  };
}

const slackHosts = ['hooks.slack.com', 'hooks.slack-gov.com'];

/** Nothing is posted to any other host, whatever a request says; a local Slack hands out addresses of its own. */
export function isSlackUrl(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  if (apiUrl !== undefined) return origin === new URL(apiUrl).origin;
  return protocol === 'https:' && slackHosts.includes(hostname);
}

async function postToResponseUrl(
  url: string,
  message: ResponseUrlMessage,
  { log, deadlineMs }: { log: Logger } & SendPolicy,
): Promise<boolean> {
  const { ok, responseText } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(deadlineMs),
    redirect: 'error',
  })
    .then(async (response) => ({ ok: response.ok, responseText: await response.text() }))
    .catch((error: unknown) => ({ ok: false, responseText: String(error) }));
  if (ok) return true;
  const refusesCard = responseText.includes(invalidBlocksCode);
  log.info({ refusesCard }, 'answer address cannot be used');
  if (refusesCard) throw new InvalidBlocks(invalidBlocksCode);
  return false;
}

/** Slack keeps a small note with a message, which people do not see. */
const metadataEventType = 'opportunities_post';
/** More than a channel gets while a digest is sent. */
const historyLimit = 200;
/** Milliseconds by which Slack's clock may be behind ours. */
const clockSkewMs = 10 * 60_000;
/** Links in a card are there to be opened, not to be drawn beneath it. */
const withoutUnfurls = { unfurl_links: false, unfurl_media: false } as const;

export const toSlackAddress = ({ conversation, thread }: Conversation) => ({
  channel: conversation,
  ...(thread === undefined ? {} : { thread_ts: thread }),
});

const createPostCalls = (
  client: webApi.WebClient,
  singleTryClient: webApi.WebClient,
): Pick<SlackApi, 'post' | 'dedupeKeys'> => ({
  async post(conversation, message, dedupeKey) {
    const content = { ...toSlackAddress(conversation), ...message, ...withoutUnfurls };
    if (dedupeKey === undefined) return requireDefined((await client.chat.postMessage(content)).ts);
    const metadata = { event_type: metadataEventType, event_payload: { mark: dedupeKey } };
    return requireDefined((await singleTryClient.chat.postMessage({ ...content, metadata })).ts);
  },
  async dedupeKeys(channel, since) {
    const oldest = String(Math.floor((since.getTime() - clockSkewMs) / 1000));
    const history = await client.conversations.history({
      channel,
      oldest,
      include_all_metadata: true,
      limit: historyLimit,
    });
    return (history.messages ?? []).flatMap(({ metadata }) => {
      const { mark } = (metadata?.event_payload ?? {}) as { mark?: unknown };
      return metadata?.event_type === metadataEventType && typeof mark === 'string' ? [mark] : [];
    });
  },
});

/** What Slack's documentation promises to be there, while its types leave everything optional. */
function requireDefined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Slack left out what its answer must contain.');
  return value;
}
