/** How requests travel: with whose credentials, how many at once, how often, and for how long. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AutotaskClient, AutotaskOptions } from '../../../../src/autotask/client';
import { entityOf } from '../../../../src/autotask/http/concurrency';
import { Unavailable } from '../../../../src/core/errors';
import {
  author,
  connectClient,
  fastRetries,
  errorOf,
  shortTimeouts,
  openClient,
  type ClientFixture,
} from '../../../support/client';
import { eventually } from '../../../support/eventually';
import { createControllableFetch } from '../../../support/controllable-fetch';
import { createDeferred } from '../../../support/later';
import { jsonAnswer, createScriptedFetch, type RecordedRequest } from '../../../support/scripted-autotask';

const home = 'https://webservices14.autotask.net/ATServicesRest/';
const patient = { attempt: 60_000, call: 60_000, retries: 3, backoff: 1, longestWait: 60_000 };
const never = (signal: AbortSignal) =>
  new Promise<Response>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
const clientOver = (fetch: typeof globalThis.fetch, limits: AutotaskOptions['limits'] = patient) =>
  connectClient(home, { fetch, limits });

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient({}, { limits: fastRetries });
});
afterAll(() => bench.stop());
beforeEach(() => {
  bench.sandbox.faults.clear();
  bench.takeRequests();
});

describe('Every request', () => {
  it('carries the three credentials in headers, and none of them in its address or body', async () => {
    const script = createScriptedFetch(() => jsonAnswer({ queryCount: 3 }));
    await clientOver(script.fetch).count({});
    const [asked] = script.requests;
    expect(Object.fromEntries(asked?.headers ?? [])).toMatchObject({
      username: 'api.bot@example.com',
      secret: 'pretend-secret',
      apiintegrationcode: 'PRETENDINTEGRATIONCODE00027',
      'content-type': 'application/json',
    });
    expect(`${asked?.path ?? ''}${asked?.search ?? ''}${asked?.body ?? ''}`).not.toMatch(/pretend|api\.bot/i);
  });

  it('stays where it was sent: a redirect is not followed with the credentials', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const elsewhere = await serve((headers) => {
      seen.push(headers);
      return {};
    });
    const server = await serve(() => ({ location: elsewhere.url }));
    expect(await errorOf(connectClient(server.url, { limits: fastRetries }).count({}))).toBeInstanceOf(Unavailable);
    expect(seen).toEqual([]);
    await Promise.all([server.stop(), elsewhere.stop()]);
  });
});

/** Answers with 307 when there is somewhere to go. */
async function serve(answer: (headers: IncomingHttpHeaders) => { location?: string }) {
  const server: Server = createServer((request, response) => {
    const headers = answer(request.headers);
    response.writeHead('location' in headers ? 307 : 200, headers).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { url: `http://127.0.0.1:${port}/`, stop };
}

describe('Trouble that passes', () => {
  it.each([
    ['an answer that never comes', { kind: 'hang' }],
    ['a closed connection', { kind: 'disconnect' }],
    ['a page of HTML', { kind: 'status', status: 503, body: 'html' }],
    ['too many requests', { kind: 'status', status: 429, body: 'errors', retryAfter: 60 }],
  ] as const)('%s is told as such: it may go well a little later', async (_case, fault) => {
    const id = await bench.create();
    bench.sandbox.faults.plan({ fault, times: 50 });
    expect(await errorOf(bench.newClient({ limits: shortTimeouts }).get(id))).toBeInstanceOf(Unavailable);
  });
});

describe('At once', () => {
  it('never more than three requests of one entity are under way, metadata included', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => bench.create()));
    const underWay = new Map<string, number>();
    const most = new Map<string, number>();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const entity = entityOf(new URL(input).pathname);
      const now = (underWay.get(entity) ?? 0) + 1;
      underWay.set(entity, now);
      most.set(entity, Math.max(most.get(entity) ?? 0, now));
      try {
        return await globalThis.fetch(input, init);
      } finally {
        underWay.set(entity, (underWay.get(entity) ?? 0) - 1);
      }
    };
    const client = bench.newClient({ fetch });
    await Promise.all([
      ...ids.map((id) => client.get(id)),
      client.userDefinedFields(),
      client.access(),
      client.all({ text: 'acme' }),
      ...['a', 'b', 'c', 'd', 'e'].map((typed) => client.companies(typed)),
    ]);
    expect([most.get('opportunities'), most.get('companies')]).toEqual([3, 3]);
    expect(Math.max(...most.values())).toBe(3);
    const refused = bench.sandbox.requests.list().filter(({ status }) => status !== 200);
    expect(refused).toEqual([]);
  });

  it('one write at a time for an opportunity: the second reads what the first has stored', async () => {
    const [id, other] = [await bench.create(), await bench.create()];
    const client = bench.newClient();
    await client.update(other, { stage: 12 }, author);
    bench.takeRequests();
    const changes = [client.update(id, { stage: 12 }, author), client.update(id, { nextStep: 'Call' }, author)];
    const [, second] = await Promise.all(changes);
    expect(bench.takeRequests()).toEqual([
      `GET Opportunities/${id}`,
      'PATCH Opportunities',
      `GET Opportunities/${id}`,
      `GET Opportunities/${id}`,
      'PATCH Opportunities',
      `GET Opportunities/${id}`,
    ]);
    expect(second?.fields).toMatchObject({ stage: 12, nextStep: 'Call' });
  });
});

describe('Sent again', () => {
  const failing = (code: string) =>
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });
  const attempts = async (answer: (asked: RecordedRequest) => Promise<Response> | Response) => {
    const script = createScriptedFetch(answer);
    const failure = await errorOf(clientOver(script.fetch, { ...patient, retries: 2 }).count({}));
    return { failure, count: script.requests.length };
  };

  it.each(['ECONNREFUSED', 'ECONNRESET'])('a read is after %s, as often as the limits say', async (code) => {
    const { failure, count } = await attempts(() => Promise.reject(failing(code)));
    expect([failure instanceof Unavailable, count]).toEqual([true, 3]);
  });

  it('a read that goes well the second time shows nothing of the first', async () => {
    const answers = [jsonAnswer({}, 429, { 'Retry-After': '0' }), jsonAnswer({ queryCount: 7 })];
    const script = createScriptedFetch(() => answers.shift() ?? jsonAnswer({}, 500));
    expect(await clientOver(script.fetch).count({})).toBe(7);
    expect(script.requests).toHaveLength(2);
  });

  it('a wait that is too long is told to the person instead', async () => {
    const { failure, count } = await attempts(() => jsonAnswer({}, 429, { 'Retry-After': '120' }));
    expect(failure).toBeInstanceOf(Unavailable);
    expect(failure).toMatchObject({ retryAfterSeconds: 120 });
    expect(count).toBe(1);
  });

  it.each([
    ['never where it may have been carried out', 'ECONNRESET', 1, true],
    ['where no connection was made', 'ECONNREFUSED', 3, false],
  ])('a write is, %s', async (_when, code, count, maybeDone) => {
    const id = await bench.create();
    let writes = 0;
    const fetch: typeof globalThis.fetch = (input, init) => {
      if (init?.method !== 'PATCH') return globalThis.fetch(input, init);
      writes += 1;
      return Promise.reject(failing(code));
    };
    const failure = await errorOf(bench.newClient({ fetch }).update(id, { stage: 12 }, author));
    expect(failure).toMatchObject({ mayHaveSucceeded: maybeDone });
    expect(writes).toBe(count);
  });
});

describe('A call takes no longer than it may', () => {
  const short = { ...patient, call: 60 };
  it('when no answer comes', async () => {
    const script = createScriptedFetch((_asked, signal) => never(signal));
    const failure = await errorOf(clientOver(script.fetch, short).count({}));
    expect(failure.userMessage).toBe('This took too long, so I stopped waiting for Autotask.');
    expect(script.requests).toHaveLength(1);
  });

  it('when every answer asks to come back', async () => {
    const script = createScriptedFetch(() => jsonAnswer({}, 503, { 'Retry-After': '1' }));
    expect(await errorOf(clientOver(script.fetch, short).count({}))).toBeInstanceOf(Unavailable);
    expect(script.requests).toHaveLength(1);
  });

  it('when the lane is full of others', async () => {
    const script = createScriptedFetch((_asked, signal) => never(signal));
    const client = clientOver(script.fetch, short);
    const failures = await Promise.all(Array.from({ length: 5 }, () => errorOf(client.count({}))));
    for (const { userMessage } of failures)
      expect(userMessage).toBe('This took too long, so I stopped waiting for Autotask.');
  });

  it('when another write to the same opportunity takes all the time', async () => {
    const id = await bench.create();
    const held = createControllableFetch();
    const client = bench.newClient({ fetch: held.fetch });
    await client.get(id);
    held.hold(/Opportunities\/\d+$/);
    const first = client.update(id, { stage: 12 }, author);
    await eventually(() => held.waiting() === 1);
    const givingUp = new AbortController();
    const second = errorOf(client.update(id, { stage: 13 }, author, { signal: givingUp.signal }));
    givingUp.abort();
    expect(await second).toMatchObject({ mayHaveSucceeded: false });
    await held.release();
    expect((await first).fields.stage).toBe(12);
    expect(bench.takeRequests().filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
  });
});

describe('Given up by the person', () => {
  it('a request under way is ended', async () => {
    const begun = createDeferred<AbortSignal>();
    const script = createScriptedFetch((_asked, signal) => {
      begun.resolve(signal);
      return never(signal);
    });
    const givingUp = new AbortController();
    const failure = errorOf(clientOver(script.fetch).count({}, { signal: givingUp.signal }));
    const signal = await begun.promise;
    givingUp.abort();
    expect(await failure).toBeInstanceOf(Unavailable);
    expect(signal.aborted).toBe(true);
  });

  it('a pause before the next attempt is cut short, of a write too', async () => {
    const id = await bench.create();
    const answered = createDeferred<undefined>();
    let writes = 0;
    const fetch: typeof globalThis.fetch = (input, init) => {
      if (init?.method !== 'PATCH') return globalThis.fetch(input, init);
      writes += 1;
      answered.resolve(undefined);
      return Promise.resolve(jsonAnswer({}, 429, { 'Retry-After': '50' }));
    };
    const givingUp = new AbortController();
    const client = bench.newClient({ fetch, limits: patient });
    const failure = errorOf(client.update(id, { stage: 12 }, author, { signal: givingUp.signal }));
    await answered.promise;
    await new Promise((resolve) => setImmediate(resolve));
    givingUp.abort();
    expect(await failure).toMatchObject({ mayHaveSucceeded: false });
    expect(writes).toBe(1);
  });

  const nothingYet = () => Promise.resolve();
  const theCard = (client: AutotaskClient, id: number) => client.get(id);
  it.each<[RegExp, (client: AutotaskClient, id: number) => Promise<unknown>]>([
    [/Opportunities\/entityInformation\/fields$/, nothingYet],
    [/Companies\/query$/, nothingYet],
    [/Opportunities\/entityInformation$/, theCard],
  ])('a change does not wait for what others wait for too, and writes nothing: %s', async (path, known) => {
    const id = await bench.create();
    const held = createControllableFetch();
    const client = bench.newClient({ fetch: held.fetch, limits: patient });
    await known(client, id);
    bench.takeRequests();
    held.hold(path);
    const givingUp = new AbortController();
    const failure = errorOf(client.update(id, { stage: 12 }, author, { signal: givingUp.signal }));
    await eventually(() => held.waiting() > 0 && bench.sandbox.requests.list().length > 0);
    givingUp.abort();
    expect(await failure).toMatchObject({ mayHaveSucceeded: false });
    await held.release();
    expect((await bench.read(id))['stage']).toBe(11);
  });

  it('nothing is begun', async () => {
    const script = createScriptedFetch(() => jsonAnswer({ queryCount: 1 }));
    const client: AutotaskClient = clientOver(script.fetch);
    expect(await errorOf(client.count({}, { signal: AbortSignal.abort() }))).toBeInstanceOf(Unavailable);
    expect(script.requests).toEqual([]);
  });

  it('a write under way may have been carried out, and that is said', async () => {
    const id = await bench.create();
    const givingUp = new AbortController();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      if (init?.method !== 'POST' || !(input as string).endsWith('/Notes')) return response;
      givingUp.abort();
      return never(init.signal ?? givingUp.signal);
    };
    bench.sandbox.faults.plan({ entity: 'CompanyNotes', verb: 'query', fault: { kind: 'disconnect' }, times: 9 });
    const note = { title: 'Call', text: 'x' };
    const failure = await errorOf(bench.newClient({ fetch }).note(id, note, author, { signal: givingUp.signal }));
    expect(failure).toMatchObject({ mayHaveSucceeded: true });
    expect(bench.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id)).toHaveLength(1);
  });
});
