/** Bodies that no platform sends, each of them properly signed: every one is answered, and the process goes on. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { tenantId } from '../../src/dev/fakes/teams/tenant';
import { runningClock } from '../support/clock';
import { startSecurityFixture, signingSecret, type SecurityFixture } from '../support/security-fixture';

let range: SecurityFixture;
const unheard: unknown[] = [];
const note = (error: unknown): void => void unheard.push(error);
beforeAll(async () => {
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  range = await startSecurityFixture();
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  await range.stop();
});
/** What nobody heard of is told after the answer, in a turn of its own. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
afterEach(async () => {
  await turn();
  expect(unheard).toEqual([]);
  expect(range.writtenRequests()).toEqual([]);
});

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';
const timestamp = String(Math.floor(runningClock().getTime() / 1000));

async function onSlack(body: string | Buffer, type = json, more: Readonly<Record<string, string>> = {}) {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const signed = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
  const headers = { 'content-type': type, ...signed, ...more };
  return (await fetch(`${range.url}/slack/events`, { method: 'POST', headers, body })).status;
}
async function onTeams(body: string | Buffer, type = json, more: Readonly<Record<string, string>> = {}) {
  const authorization = range.token({ serviceurl: range.teams.serviceUrl });
  const headers = { 'content-type': type, authorization, ...more };
  return (await fetch(`${range.url}/api/messages`, { method: 'POST', headers, body })).status;
}
const alive = async () => (await fetch(`${range.url}/healthz`)).status;
/** Answered, and not as if the bot had broken. */
const isAnswer = (status: number): boolean => status === 200 || (status >= 400 && status <= 501);

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const payload = (text: string): string => new URLSearchParams({ payload: text }).toString();

const noObjects = ['null', 'true', '0', '-1e400', '""', '"text"', '[]', '[null]', '[[{}]]', ' null ', deep(100_000)];

describe.each(noObjects.map((body) => [body.slice(0, 20), body] as const))('A body that is %s', (_name, body) => {
  it('is refused by the door of Slack', async () => {
    expect(await onSlack(body)).toBe(400);
    expect(await onSlack(payload(body), form)).toBe(400);
    expect(await alive()).toBe(200);
  });
  it('is refused by the door of Teams', async () => {
    expect(await onTeams(body)).toBe(400);
    expect(await alive()).toBe(200);
  });
});

describe('On Slack is answered, and nothing breaks', () => {
  it.each<readonly [string, string, string]>([
    ['nothing at all', '', json],
    ['no form at all', '', form],
    ['half a body', '{"type":"event_call', json],
    ['half a payload', payload('{"type":"block_act'), form],
    ['an event that is null', '{"type":"event_callback","event":null}', json],
    ['an event that is text', '{"type":"event_callback","event":"message"}', json],
    ['an event without a type', '{"type":"event_callback","event":{}}', json],
    ['a challenge without end', `{"type":"url_verification","challenge":${deep(300_000)}}`, json],
    ['a payload given twice', 'payload=null&payload=%7B%7D', form],
    ['text given twice', 'command=/opp&command=/opp&text=a&text=b&user_id=U&user_id=V&channel_id=C', form],
    [
      'a poisoned prototype',
      '{"__proto__":null,"constructor":null,"type":"event_callback","event":{"type":"x"}}',
      json,
    ],
    ['a form that says it is JSON', 'command=%2Fopp&text=help', json],
    ['JSON that says it is a form', '{"type":"event_callback","event":{"type":"message"}}', form],
    ['another kind of body', '<xml/>', 'text/xml'],
    ['a form with a set of characters', 'command=%2Fopp&text=help', `${form}; charset=utf-8`],
  ])('%s', async (_what, body, type) => {
    expect(isAnswer(await onSlack(body, type))).toBe(true);
    expect(await alive()).toBe(200);
  });
});

it('bytes that are no text, unknown encodings and long headers are answered on both doors', async () => {
  for (const send of [onSlack, onTeams]) {
    expect(isAnswer(await send(Buffer.from([0xff, 0xfe, 0x00, 0xc0])))).toBe(true);
    expect(isAnswer(await send('{}', json, { 'content-encoding': 'rot13' }))).toBe(true);
    expect(isAnswer(await send('{}', 'application/json; charset=klingon'))).toBe(true);
    expect(isAnswer(await send('{}', json, { 'x-slack-retry-num': 'x'.repeat(6000) }))).toBe(true);
    expect(await send('{}', json, { 'x-long': 'x'.repeat(40_000) })).toBe(431);
  }
  expect(await alive()).toBe(200);
});

/** What Slack does send, to be spoilt in one place each. */
const user = { id: 'U0SAMOKAFOR' };
const view = {
  id: 'V1',
  title: { text: 'Note' },
  private_metadata: '{}',
  state: { values: { a: { a: { value: 'x' } } } },
};
const place = {
  container: { type: 'message', channel_id: 'C0SALES0001', message_ts: '1.1' },
  channel: { id: 'C0SALES0001', name: 'sales' },
};
const team = { id: 'T0PLAYMSP' };
const event = (inner: object) => ({ type: 'event_callback', event_id: 'Ev1', team_id: 'T0PLAYMSP', event: inner });
const shapes: readonly object[] = [
  {
    command: '/opp',
    text: 'help',
    user_id: user.id,
    channel_id: 'C0SALES0001',
    trigger_id: 't',
    response_url: 'http://127.0.0.1:1/',
  },
  {
    type: 'block_actions',
    user,
    team,
    ...place,
    trigger_id: 't',
    actions: [{ type: 'button', action_id: 'a#1', block_id: 'b', value: '[1]' }],
  },
  { type: 'view_submission', user, team, trigger_id: 't', view },
  { type: 'block_suggestion', user, team, block_id: 'a', action_id: 'a', value: 'x', view },
  { type: 'shortcut', callback_id: 'search', user, team, trigger_id: 't' },
  {
    type: 'message_action',
    callback_id: 'keep',
    user,
    team,
    trigger_id: 't',
    channel: place.channel,
    message: { ts: '1.1', text: 'x', user: user.id },
    response_url: 'http://127.0.0.1:1/',
  },
  event({ type: 'message', channel_type: 'im', channel: 'D1', user: user.id, text: 'help' }),
  event({ type: 'app_mention', channel: 'C1', user: user.id, text: 'help' }),
  event({
    type: 'link_shared',
    channel: 'C1',
    message_ts: '1.1',
    user: user.id,
    links: [{ url: 'https://ww5.autotask.net/' }],
  }),
  event({ type: 'app_home_opened', tab: 'home', user: user.id }),
];
const person = { id: '29:sam', name: 'Sam Okafor' };
const activity = (more: object) => ({
  type: 'message',
  id: 'm1',
  channelId: 'msteams',
  serviceUrl: range.teams.serviceUrl,
  text: 'help',
  from: person,
  recipient: { id: '28:bot', name: 'bot' },
  conversation: { id: 'a:sam', conversationType: 'personal', tenantId },
  channelData: { tenant: { id: tenantId } },
  entities: [{ type: 'mention', text: '<at>bot</at>', mentioned: { id: '28:bot' } }],
  ...more,
});
const invokes: readonly (readonly [string, object])[] = [
  [
    'adaptiveCard/action',
    { action: { type: 'Action.Execute', data: { bot: '{"token":{"id":"x","v":1,"p":{}}}' } }, trigger: 'manual' },
  ],
  ['task/fetch', { data: { bot: '{"form":{}}' } }],
  ['task/submit', { data: { bot: '{"form":{"id":"x","v":1,"state":{}}}', title: 'x' } }],
  [
    'composeExtension/query',
    { commandId: 'find', parameters: [{ name: 'q', value: 'x' }], queryOptions: { skip: 0, count: 25 } },
  ],
  ['composeExtension/queryLink', { url: 'https://ww5.autotask.net/' }],
  ['composeExtension/anonymousQueryLink', { url: 'https://ww5.autotask.net/' }],
  [
    'composeExtension/fetchTask',
    {
      commandId: 'keep',
      messagePayload: { body: { contentType: 'html', content: 'x' }, from: { user: { displayName: 'x' } } },
    },
  ],
  ['composeExtension/submitAction', { commandId: 'keep', data: { bot: '{}' } }],
  ['composeExtension/selectItem', { id: 1 }],
  ['application/search', { queryText: 'a', dataset: 'opportunity.edit/1/company' }],
];

/** Every place of a shape, the outermost first. */
function placesIn(node: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof node !== 'object' || node === null) return [path];
  return [path, ...Object.entries(node).flatMap(([key, value]) => placesIn(value, [...path, key]))];
}
function spoilt(node: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy: Record<string, unknown> = { ...(node as object) };
  copy[key] = spoilt(copy[key], rest, put);
  return Array.isArray(node) ? Object.values(copy) : copy;
}
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    0,
    -1,
    1e308,
    true,
    '',
    '\0',
    [],
    {},
    [[]],
    [null],
    { id: null },
    'x'.repeat(5000),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

it('whatever a request of Slack has in one place is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...shapes), fc.nat(), nonsense, async (shape, at, put) => {
      const places = placesIn(shape);
      const body = spoilt(shape, places[at % places.length] ?? [], put);
      const text = body === undefined ? '' : JSON.stringify(body);
      const status = 'event' in shape ? await onSlack(text) : await onSlack(payload(text), form);
      await turn();
      return [isAnswer(status) || status === 401, unheard.length].join() === 'true,0';
    }),
    { numRuns: 150 },
  );
});

it('whatever an activity of Teams has in one place is answered', async () => {
  const all = [
    activity({}),
    activity({ type: 'installationUpdate', action: 'add' }),
    ...invokes.map(([name, value]) => activity({ type: 'invoke', name, value })),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), fc.nat(), nonsense, async (shape, at, put) => {
      const places = placesIn(shape);
      const body = spoilt(shape, places[at % places.length] ?? [], put);
      const status = await onTeams(body === undefined ? '' : JSON.stringify(body));
      await turn();
      return [isAnswer(status), unheard.length].join() === 'true,0';
    }),
    { numRuns: 150 },
  );
});
