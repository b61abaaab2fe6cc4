/** Attacks and malformed requests on both doors, over HTTP against the whole bot: each is refused, and nothing is written. */
import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { startSecurityFixture, signingSecret, type SecurityFixture } from '../support/security-fixture';
import { wordsOf } from '../support/chat';
import { runningClock } from '../support/clock';

let range: SecurityFixture;
let before: string;
beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  range = await startSecurityFixture();
  before = JSON.stringify(range.sandbox.snapshot());
});
afterAll(async () => {
  jest.restoreAllMocks();
  await range.stop();
});
afterEach(() => {
  expect(range.writtenRequests()).toEqual([]);
});

type Headers = Readonly<Record<string, string>>;
const send = async (path: string, body: string | Buffer | undefined, headers: Headers = {}, method = 'POST') =>
  (await fetch(`${range.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })).status;

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
const seconds = (ahead = 0) => String(Math.floor(runningClock().getTime() / 1000) + ahead);
const hmac = (timestamp: string, body: string | Buffer, secret = signingSecret) =>
  createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
let many = 0;
const command = () => {
  many += 1;
  const words = { command: '/opp', text: 'win 29681234', user_id: 'U0SAMOKAFOR', channel_id: 'C0SALES0001' };
  return new URLSearchParams({ ...words, team_id: 'T0PLAYMSP', trigger_id: `attack-${String(many)}` }).toString();
};
const signed = (timestamp: string, signature: string): Headers => ({
  ...form,
  'x-slack-request-timestamp': timestamp,
  'x-slack-signature': signature,
});
const slack = (body: string | Buffer, headers: Headers) => send('/slack/events', body, headers);

const onSlack: readonly [string, () => Promise<number>, number][] = [
  ['a command without a signature', () => slack(command(), form), 401],
  ['a signature without its digest', () => slack(command(), signed(seconds(), 'v0=')), 401],
  ['a signature that is nonsense', () => slack(command(), signed(seconds(), 'nonsense')), 401],
  ['a signature with another secret', () => at(seconds(), (now, body) => hmac(now, body, 'guessed')), 401],
  ['a signature with an empty secret', () => at(seconds(), (now, body) => hmac(now, body, '')), 401],
  ['a signature of another body', () => at(seconds(), (now) => hmac(now, 'text=help')), 401],
  ['a signature of another moment', () => at(seconds(), (_, body) => hmac(seconds(-9), body)), 401],
  ['a signature of another version', () => at(seconds(), (now, body) => hmac(now, body), 'v1='), 401],
  ['a signature in capital letters', () => at(seconds(), (now, body) => hmac(now, body).toUpperCase()), 401],
  ['a command of six minutes ago', () => at(seconds(-360), hmac), 401],
  ['a command of six minutes ahead', () => at(seconds(360), hmac), 401],
  ['a command of next year', () => at(seconds(31_536_000), hmac), 401],
  ['a command of no time at all', () => at('', hmac), 401],
  ['a time that is no number', () => at('now', hmac), 401],
  ['a time that never ends', () => at('Infinity', hmac), 401],
  ['a time before time', () => at('-1', hmac), 401],
  ['bytes that are no text', () => binary(), 401],
  ['an event that nobody signed', () => slack('{"type":"url_verification","challenge":"x"}', json), 401],
  ['a body just over a megabyte', () => slack(Buffer.alloc(1_000_001, 'x'), form), 413],
  ['a body of twenty megabytes', () => slack(Buffer.alloc(20_000_000, 'x'), form), 413],
  ['a look with GET', () => send('/slack/events', undefined, {}, 'GET'), 405],
  ['a PUT', () => send('/slack/events', command(), form, 'PUT'), 405],
  ['a DELETE', () => send('/slack/events', undefined, {}, 'DELETE'), 405],
  ['an address below the door', () => send('/slack/events/admin', command(), form), 404],
  ['an address beside the door', () => send('/slack/install', command(), form), 404],
  ['an address with a way up', () => send('/slack/events/%2e%2e/%2e%2e/etc/passwd', undefined, {}, 'GET'), 404],
];

function at(timestamp: string, sign: (timestamp: string, body: string) => string, version = 'v0='): Promise<number> {
  const body = command();
  return slack(body, signed(timestamp, `${version}${sign(timestamp, body)}`));
}
function binary(): Promise<number> {
  const body = Buffer.from([0x74, 0x65, 0x78, 0x74, 0x3d, 0xff, 0xfe, 0xc0]);
  const now = seconds();
  return slack(body, signed(now, `v0=${hmac(now, body)}`));
}

describe('On Slack is refused', () => {
  it.each(onSlack)('%s', async (_what, attack, status) => {
    expect(await attack()).toBe(status);
  });

  it('a command that was recorded and is sent again', async () => {
    const body = command().replace('win+29681234', 'help');
    const now = seconds();
    const headers = signed(now, `v0=${hmac(now, body)}`);
    expect([await slack(body, headers), await slack(body, headers)]).toEqual([200, 401]);
  });

  it('a command that was recorded and is sent again, with something behind its signature', async () => {
    const body = command().replace('win+29681234', 'help');
    const now = seconds();
    const signature = `v0=${hmac(now, body)}`;
    expect(await slack(body, signed(now, signature))).toBe(200);
    expect(await slack(body, signed(now, `${signature}=again`))).toBe(401);
  });
});

it('the door of Slack with a slash behind it is the same door, and ends nothing', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'are you there' });
  const now = seconds();
  const headers = { ...signed(now, `v0=${hmac(now, body)}`), ...json };
  expect(await send('/slack/events/', body, headers)).toBe(200);
});

const teams = (activity: object, authorization?: string) =>
  range.teams.deliver(
    { text: 'win 29681234', ...activity },
    authorization === undefined ? undefined : { ...json, authorization },
  );
const status = async (activity: object, authorization?: string) => (await teams(activity, authorization)).status;
const ours = () => ({ serviceurl: range.teams.serviceUrl });
const bare = () => ({ ...json, authorization: range.token(ours()) });
const post = (body: string | Buffer, more: Headers = {}) => send('/api/messages', body, { ...bare(), ...more });
const leadingTo = (serviceUrl: string) => status({ serviceUrl }, range.token({ serviceurl: serviceUrl }));
const unsigned = (alg: string) => {
  const [, claims = ''] = range.token(ours()).split('.');
  return `Bearer ${Buffer.from(JSON.stringify({ alg, typ: 'JWT', kid: 'ours' })).toString('base64url')}.${claims}.`;
};
const personal = { id: 'a:sam', conversationType: 'personal' };

const onTeams: readonly [string, () => Promise<number>, number][] = [
  ['a message that nobody signed', () => status({}, ''), 401],
  ['a token that is nonsense', () => status({}, 'Bearer nonsense'), 401],
  ['another kind of credentials', () => status({}, 'Basic c2FtOnNlY3JldA=='), 401],
  ['a key that the service does not list', () => status({}, range.token(ours(), 'a stranger')), 401],
  ['a stranger’s key under the service’s name', () => status({}, range.token(ours(), 'an impostor')), 401],
  ['a token for another app', () => status({}, range.token({ ...ours(), aud: 'another-app' })), 401],
  ['a token of another issuer', () => status({}, range.token({ ...ours(), iss: 'https://evil.example' })), 401],
  ['a token for another connector', () => status({}, range.token({ serviceurl: 'https://evil.example/' })), 401],
  ['a token for no connector', () => status({}, range.token({ serviceurl: undefined })), 401],
  ['a token that is over', () => status({}, range.token({ ...ours(), exp: 1_700_000_000 })), 401],
  ['a token of the future', () => status({}, range.token({ ...ours(), nbf: 4_000_000_000, exp: 4_000_000_600 })), 401],
  ['a token that says it needs no signature', () => status({}, unsigned('none')), 401],
  ['a token signed with a shared secret', () => status({}, `${unsigned('HS256')}c2ln`), 401],
  ['a foreign tenant', () => status({ conversation: { ...personal, tenantId: 'foreign' } }), 403],
  ['a foreign tenant beside ours', () => status({ channelData: { tenant: { id: 'foreign' } } }), 403],
  ['no tenant at all', () => status({ conversation: personal, channelData: {} }), 403],
  ['an answer to a stranger’s host', () => leadingTo('https://evil.example/'), 403],
  ['an answer to a host that sounds right', () => leadingTo('https://evil.trafficmanager.net/'), 403],
  ['an answer in the clear', () => leadingTo('http://smba.trafficmanager.net/'), 403],
  ['an answer to a host behind a name', () => leadingTo('https://smba.trafficmanager.net@evil.example/'), 403],
  ['an answer to a host that ends alike', () => leadingTo('https://evilbotframework.com/'), 403],
  ['an answer to a file', () => leadingTo('file:///etc/passwd'), 403],
  ['an address that is none', () => status({ serviceUrl: 'nowhere' }), 400],
  ['another channel of the Bot Framework', () => status({ channelId: 'directline' }), 400],
  ['a sender without an id', () => status({ from: {} }), 400],
  ['text that is a number', () => status({ text: 7 }), 400],
  ['a conversation that is a list', () => status({ conversation: ['a:sam'] }), 400],
  ['an invoke that nobody knows', () => status({ type: 'invoke', name: 'admin/deleteEverything' }), 501],
  ['a body of 300 kilobytes', () => status({ text: 'x'.repeat(300_000) }), 413],
  [
    'a small body that unpacks to a large one',
    () => post(gzipSync('x'.repeat(5_000_000)), { 'content-encoding': 'gzip' }),
    413,
  ],
  ['a body packed in an unknown way', () => post('{}', { 'content-encoding': 'rot13' }), 415],
  ['half a body', () => post('{"type":"mess'), 400],
  ['a list', () => post('[]'), 400],
  ['nothing', () => post('null'), 400],
  ['plain text', () => post('win 29681234', { 'content-type': 'text/plain' }), 400],
  ['an address below the door', () => send('/api/messages/admin', '{}', bare()), 404],
  ['a look with GET', () => send('/api/messages', undefined, {}, 'GET'), 405],
];

describe('On Teams is refused', () => {
  it.each(onTeams)('%s', async (_what, attack, expected) => {
    expect(await attack()).toBe(expected);
  });
});

describe('Whoever is nobody here is refused in words', () => {
  it.each([
    ['gil', 'mine', /Guests may not see opportunities/],
    ['gil', 'connect sam.okafor@example.com', /Guests may not see opportunities/],
    ['gil', 'help', /Guests may not see opportunities/],
    ['noor', 'note 29681234 hello', /No active Autotask resource/],
    ['sam', 'connect grace.liu@example.com', /I know you already/],
    ['sam', 'disconnect sam.okafor@example.com', /Only an administrator/],
  ])('on Slack: %s says %s', async (person, text, words) => {
    const asked = range.slack.state().messages.length;
    await range.slack.say({ person, channel: 'sales', text: `/opp ${text}` });
    const message = await range.slack.until(({ messages }) => messages[asked]);
    expect(wordsOf(message.blocks)).toMatch(words);
  });

  it.each([
    ['guest', 'mine', /Guests may not see opportunities/],
    ['guest', 'connect sam.okafor@example.com', /Guests may not see opportunities/],
    ['guest', 'help', /Guests may not see opportunities/],
    ['robin', 'note 29681234 hello', /No active Autotask resource/],
    ['sam', 'connect grace.liu@example.com', /I know you already/],
    ['sam', 'disconnect sam.okafor@example.com', /Only an administrator/],
  ])('on Teams: %s says %s', async (person, text, words) => {
    const asked = range.teams.state().messages.length;
    await range.teams.say({ person, conversation: `a:${person}`, text });
    const answers = range.teams
      .state()
      .messages.slice(asked)
      .filter(({ from }) => from === 'bot');
    expect(answers.map(({ card }) => wordsOf(card)).join('\n')).toMatch(words);
  });
});

it('after all of it Autotask holds what it held, and the log holds no secret', () => {
  expect(JSON.stringify(range.sandbox.snapshot())).toBe(before);
  const logged = range.loggedText();
  expect(logged).toContain('request refused');
  expect(range.secrets.filter((secret) => logged.includes(secret))).toEqual([]);
});
