/** The few calls that go to Slack: its Web API, and the answer addresses that it hands out. */
import { webApi } from '@slack/bolt';

import type { Logger } from '../../../core/log';
import { invalidBlocksCode, InvalidBlocks } from './errors';
import { requireDefined } from '../required';
import { silentLogger } from '../logger';
import type { SlackOptions } from '../options';
import { toSlackAddress, createPostCalls } from './posts';
import type { ResponseUrlMessage, SlackApi } from './slack-web';

/** Someone waits for each answer: better to give up and say so than to try for half an hour. */
const clientOptions = { timeout: 10_000, retryConfig: { retries: 2, minTimeout: 300 } };

export function createSlackApi({ botToken, apiUrl, log }: Pick<SlackOptions, 'botToken' | 'apiUrl' | 'log'>): SlackApi {
  const options = { logger: silentLogger, ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }) };
  const client = new webApi.WebClient(botToken, { ...options, ...clientOptions });
  const singleTryClient = new webApi.WebClient(botToken, {
    ...options,
    timeout: clientOptions.timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
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
    answer: (url, answer) => (isSlackUrl(url, apiUrl) ? postToResponseUrl(url, answer, log) : Promise.resolve(false)),
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

async function postToResponseUrl(url: string, message: ResponseUrlMessage, log: Logger): Promise<boolean> {
  const { ok, said: responseText } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(clientOptions.timeout),
    redirect: 'error',
  })
    .then(async (response) => ({ ok: response.ok, said: await response.text() }))
    .catch((error: unknown) => ({ ok: false, said: String(error) }));
  if (ok) return true;
  const refusesCard = responseText.includes(invalidBlocksCode);
  log.info({ refusesCard }, 'answer address cannot be used');
  if (refusesCard) throw new InvalidBlocks(invalidBlocksCode);
  return false;
}
