/** The user name, the secret and the integration code are in no error and in no line of the log, whatever goes wrong. */
import { inspect } from 'node:util';
import type { AutotaskClient, AutotaskOptions } from '../../../../src/autotask/client';
import { createRedact } from '../../../../src/core/redact';
import type { Fault } from '../../../../src/dev/sandbox';
import { plainOpportunity } from '../../../support/sandbox';
import { author, connectClient, errorOf, fastRetries, openClient, type ClientFixture } from '../../../support/client';
import { createRecordingLog } from '../../../support/noted-log';
import { createScriptedFetch, type RecordedRequest } from '../../../support/scripted-autotask';

const username = 'api.bot@example.com';
const secret = 'pretend-secret';
const integrationCode = 'PRETENDINTEGRATIONCODE00027';
const betrayal = /api\.bot(@|%40)example\.com|pretend-secret|PRETENDINTEGRATIONCODE/i;
const draft = { ...plainOpportunity, userDefinedFields: [{ name: 'Deal Type', value: 'Renewal' }] };
const limits = { ...fastRetries, retries: 1 };

/** Everything that a log of the error could show, causes and hidden properties included. */
const told = (value: unknown) => inspect(value, { depth: 20, showHidden: true });

const operations: readonly ((client: AutotaskClient, id: number) => Promise<unknown>)[] = [
  (client, id) => client.get(id),
  (client) => client.all({ text: 'acme' }),
  (client) => client.count({}),
  (client, id) => client.update(id, { stage: 12 }, author),
  (client) => client.create(draft, author),
  (client, id) => client.note(id, { title: 'Call', text: 'Soon' }, author),
  (client) => client.picklists(),
  (client) => client.usage(),
];

async function expectNothing(options: Partial<AutotaskOptions>, id: number, url: string) {
  const noted = createRecordingLog();
  const client = connectClient(url, { log: noted.log, limits, ...options });
  for (const work of operations) {
    const failure = await errorOf(work(client, id));
    expect(told(failure)).not.toMatch(betrayal);
  }
  expect(noted.lines.length).toBeGreaterThan(0);
  expect(told(noted.lines)).not.toMatch(betrayal);
}

/** All that was sent, headers and body included, as a careless server or library repeats it. */
const echo = ({ method, host, path, search, headers, body }: RecordedRequest) =>
  `${headers.get('Secret') ?? ''} ${method} https://${host}${path}${search} ${JSON.stringify(Object.fromEntries(headers))} ${body}`;

describe('When Autotask or the network misbehaves', () => {
  it.each<[string, (asked: RecordedRequest) => Response]>([
    ['a page of HTML repeats the request', (asked) => new Response(`<h1>${echo(asked)}</h1>`, { status: 500 })],
    ['an error sentence repeats the request', (asked) => Response.json({ errors: [echo(asked)] }, { status: 500 })],
    ['a message repeats the request', (asked) => Response.json({ Message: echo(asked) }, { status: 404 })],
    ['a refusal of permission does', (asked) => Response.json({ errors: [echo(asked)] }, { status: 403 })],
    ['a missing page does', (asked) => new Response(echo(asked), { status: 418 })],
    ['a good answer is no JSON but the request', (asked) => new Response(echo(asked))],
    ['too many requests', (asked) => new Response(echo(asked), { status: 429 })],
    ['the credentials are refused', (asked) => new Response(echo(asked), { status: 401 })],
    ['the page is somewhere else', (asked) => new Response(echo(asked), { status: 302, headers: { location: '/' } })],
  ])('%s', async (_case, answer) => {
    const { fetch } = createScriptedFetch(answer);
    await expectNothing({ fetch }, 29681234, 'https://webservices14.autotask.net/ATServicesRest/');
  });

  it.each<[string, (asked: RecordedRequest) => Error]>([
    ['an error that repeats the request', (asked) => new TypeError(`Failed to fetch ${echo(asked)}`)],
    [
      'one deep inside another',
      (asked) => new TypeError('fetch failed', { cause: new Error('x', { cause: new Error(echo(asked)) }) }),
    ],
    ['something that is no error', (asked) => echo(asked) as unknown as Error],
    [
      'an error with the request attached',
      (request) => Object.assign(new Error('failed'), { code: 'ECONNREFUSED', request, url: echo(request) }),
    ],
  ])('fetch throws %s', async (_case, failure) => {
    const { fetch } = createScriptedFetch((asked) => Promise.reject(failure(asked)));
    await expectNothing({ fetch }, 29681234, 'https://webservices14.autotask.net/ATServicesRest/');
  });

  it('zone discovery, whose address has the user name in it, fails', async () => {
    const { fetch } = createScriptedFetch((asked) =>
      Promise.reject(new TypeError(`Failed to parse URL from ${echo(asked)}`)),
    );
    await expectNothing({ fetch, url: undefined }, 29681234, '');
  });
});

describe('Over HTTP', () => {
  let bench: ClientFixture;
  let id: number;
  beforeAll(async () => {
    bench = await openClient();
    id = await bench.create();
  });
  afterAll(() => bench.stop());

  it.each<[string, Fault]>([
    ['hangs', { kind: 'hang' }],
    ['closes the connection', { kind: 'disconnect' }],
    ['breaks off', { kind: 'cut' }],
    ['answers in half', { kind: 'truncated' }],
    ['sends HTML', { kind: 'status', status: 503, body: 'html' }],
    ['refuses', { kind: 'status', status: 500, body: 'errors' }],
  ])('the server %s', async (_case, fault) => {
    bench.sandbox.faults.clear();
    bench.sandbox.faults.plan({ fault, times: 1000 });
    await expectNothing({ limits: { ...limits, attempt: 40, retries: 0 } }, id, bench.sandbox.url);
    bench.sandbox.faults.clear();
  });

  it.each([
    ['a line break', 'pretend-secret\npasted'],
    ['a letter that headers cannot carry', 'pretend-secret-€'],
  ])('a secret with %s cannot even be sent', async (_case, odd) => {
    await expectNothing({ secret: odd }, id, bench.sandbox.url);
  });

  it('and when all goes well the log has the path and the outcome, never the query or the body', async () => {
    const noted = createRecordingLog();
    const client = bench.newClient({ log: noted.log });
    await client.update(id, { nextStep: 'Whisper it' }, author);
    await client.all({ text: 'Northwind' });
    const lines = told(noted.lines);
    expect(lines).toContain('/ATServicesRest/V1.0/Opportunities');
    expect(lines).not.toMatch(betrayal);
    expect(lines).not.toMatch(/Whisper|Northwind|search=/);
  });
});

describe('What is taken out', () => {
  const scrub = createRedact([username, secret, integrationCode]);
  it.each([
    ['as it is', `user ${username}`, 'user [secret]'],
    ['in other case', 'user API.BOT@EXAMPLE.COM', 'user [secret]'],
    ['in an address', '?user=api.bot%40example.com&x=1', '?user=[secret]&x=1'],
    ['several times', `${secret} ${integrationCode} ${secret}`, '[secret] [secret] [secret]'],
    ['and nothing else', 'api-bot@example.com', 'api-bot@example.com'],
  ])('%s', (_case, text, clean) => {
    expect(scrub(text)).toBe(clean);
  });

  it('settings that are empty take out nothing', () => {
    expect(createRedact(['', '', ''])('All of it')).toBe('All of it');
  });
});
