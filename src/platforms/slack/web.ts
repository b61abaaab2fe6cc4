/** The few calls that go to Slack: its Web API, and the answer addresses that it hands out. */
import { webApi } from '@slack/bolt';

import type { Logger } from '../../core/log';
import { blocksCode, BlocksRefused } from './failure';
import { given } from './given';
import { silent } from './logger';
import type { SlackOptions } from './options';
import { addressOf, createPosts } from './posts';
import type { Answer, Web } from './slack-web';

/** Someone waits for each answer: better to give up and say so than to try for half an hour. */
const patience = { timeout: 10_000, retryConfig: { retries: 2, minTimeout: 300 } };

export function connectWeb({ botToken, apiUrl, log }: Pick<SlackOptions, 'botToken' | 'apiUrl' | 'log'>): Web {
  const options = { logger: silent, ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }) };
  const client = new webApi.WebClient(botToken, { ...options, ...patience });
  const once = new webApi.WebClient(botToken, {
    ...options,
    timeout: patience.timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  return {
    async whoAmI() {
      const { user_id: user, team_id: team, user: name } = await client.auth.test();
      return { user: given(user), team: given(team), name: given(name) };
    },
    profile: async (user) => given((await client.users.info({ user, include_locale: true })).user),
    profileOf: async (email) => given((await client.users.lookupByEmail({ email })).user),
    ...createPosts(client, once),
    async postFor(user, place, message) {
      await client.chat.postEphemeral({ user, ...addressOf(place), ...message });
    },
    async update(where, message) {
      await client.chat.update({ ...where, ...message });
    },
    openDirect: async (user) => given((await client.conversations.open({ users: user })).channel?.id),
    openModal: async (trigger, view) => given((await client.views.open({ trigger_id: trigger, view })).view?.id),
    async updateModal(id, view) {
      await client.views.update({ view_id: id, view });
    },
    async publishHome(user, view) {
      await client.views.publish({ user_id: user, view });
    },
    channel: async (channel) => given((await client.conversations.info({ channel })).channel),
    permalink: async ({ channel, ts }) =>
      given((await client.chat.getPermalink({ channel, message_ts: ts })).permalink),
    async unfurl(where, cards) {
      await client.chat.unfurl({ ...where, unfurls: cards });
    },
    answer: (url, answer) => (isSlackAddress(url, apiUrl) ? answerBy(url, answer, log) : Promise.resolve(false)),
  };
}

const slackHosts = ['hooks.slack.com', 'hooks.slack-gov.com'];

/** Nothing is posted to any other host, whatever a request says; a local Slack hands out addresses of its own. */
export function isSlackAddress(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  if (apiUrl !== undefined) return origin === new URL(apiUrl).origin;
  return protocol === 'https:' && slackHosts.includes(hostname);
}

async function answerBy(url: string, answer: Answer, log: Logger): Promise<boolean> {
  const { ok, said } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer),
    signal: AbortSignal.timeout(patience.timeout),
    redirect: 'error',
  })
    .then(async (response) => ({ ok: response.ok, said: await response.text() }))
    .catch((error: unknown) => ({ ok: false, said: String(error) }));
  if (ok) return true;
  const refusesCard = said.includes(blocksCode);
  log.info({ refusesCard }, 'answer address cannot be used');
  if (refusesCard) throw new BlocksRefused(blocksCode);
  return false;
}
