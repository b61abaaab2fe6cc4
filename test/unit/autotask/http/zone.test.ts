/** Which data centre a tenant lives in, and that no other host is ever given the credentials. */
import { createOpportunityClient, type AutotaskOptions } from '../../../../src/autotask/client';
import { UnexpectedResponse, AccessDenied, Unavailable } from '../../../../src/core/errors';
import { fastRetries, errorOf } from '../../../support/client';
import { createDeferred } from '../../../support/later';
import { quietLog } from '../../../support/quiet-log';
import { openSandbox, today, type SandboxFixture } from '../../../support/sandbox';
import {
  jsonAnswer,
  apiError,
  createScriptedFetch,
  unauthorizedAnswer,
  type ScriptedFetch,
} from '../../../support/scripted-autotask';

const home = 'https://webservices14.autotask.net/ATServicesRest/';
const zoneAt = (url: string, webUrl = 'https://ww14.autotask.net/') =>
  jsonAnswer({ zoneName: 'America East', url, webUrl, ci: 14 });
const three = () => jsonAnswer({ queryCount: 3 });
const isDiscovery = ({ path }: { path: string }) => /ZoneInformation$/.test(path);

const clientOver = ({ fetch }: ScriptedFetch, options: Partial<AutotaskOptions> = {}) =>
  createOpportunityClient({
    username: 'api.bot+eu@example.com',
    secret: 'pretend-secret',
    integrationCode: 'PRETENDINTEGRATIONCODE00027',
    impersonation: 'auto',
    fetch,
    clock: () => new Date(today),
    random: () => 0.5,
    limits: { ...fastRetries, retries: 1 },
    log: quietLog,
    ...options,
  });
/** The hosts that were asked, and which of them saw credentials. */
const visits = ({ requests }: ScriptedFetch) =>
  requests.map(
    ({ host, headers }) => `${host}${headers.has('Secret') || headers.has('UserName') ? ' with secrets' : ''}`,
  );

describe('Without an address, Autotask is asked where the tenant lives', () => {
  it('once, without credentials, and the answer is kept', async () => {
    const script = createScriptedFetch((asked) => (isDiscovery(asked) ? zoneAt(home) : three()));
    const client = clientOver(script);
    expect([await client.count({}), await client.count({})]).toEqual([3, 3]);
    expect(visits(script)).toEqual([
      'webservices.autotask.net',
      'webservices14.autotask.net with secrets',
      'webservices14.autotask.net with secrets',
    ]);
    expect(script.requests[0]).toMatchObject({
      path: '/ATServicesRest/V1.0/ZoneInformation',
      search: '?user=api.bot%2Beu%40example.com',
    });
    expect(script.requests[1]?.path).toBe('/ATServicesRest/V1.0/Opportunities/query/count');
    expect(client.url(7)).toContain('https://ww14.autotask.net/Autotask/');
  });

  it.each([
    [home, 'https://webservices2.autotask.net/ATServicesRest'],
    [home.slice(0, -1), 'https://webservices2.autotask.net/ATServicesRest/'],
  ])('and %s means the same with a slash and without', async (url, zoneService) => {
    const script = createScriptedFetch((asked) =>
      isDiscovery(asked) ? zoneAt(url, 'https://ww14.autotask.net') : three(),
    );
    const client = clientOver(script, { zoneService });
    await client.count({});
    expect(script.requests.map(({ host, path }) => host + path)).toEqual([
      'webservices2.autotask.net/ATServicesRest/V1.0/ZoneInformation',
      'webservices14.autotask.net/ATServicesRest/V1.0/Opportunities/query/count',
    ]);
    expect(client.url(7)).toContain('https://ww14.autotask.net/Autotask/');
  });

  it('once, however many ask for something at the same time', async () => {
    const script = createScriptedFetch((asked) => (isDiscovery(asked) ? zoneAt(home) : three()));
    const client = clientOver(script);
    await Promise.all(Array.from({ length: 8 }, () => client.count({})));
    expect(script.requests.filter(isDiscovery)).toHaveLength(1);
  });

  it('again after it could not be reached: a failure is not kept', async () => {
    const answers = [apiError('Down', 503), apiError('Down', 503)];
    const script = createScriptedFetch((asked) => (isDiscovery(asked) ? (answers.shift() ?? zoneAt(home)) : three()));
    const client = clientOver(script, { limits: { ...fastRetries, retries: 0 } });
    const failures = [await errorOf(client.count({})), await errorOf(client.count({}))];
    for (const { userMessage } of failures) expect(userMessage).toContain('Down');
    expect(await client.count({})).toBe(3);
  });

  it('and who asked first may give up without taking the answer away from the others', async () => {
    const zone = createDeferred<Response>();
    const script = createScriptedFetch((asked) => (isDiscovery(asked) ? zone.promise : three()));
    const client = clientOver(script);
    const givingUp = new AbortController();
    const first = errorOf(client.count({}, { signal: givingUp.signal }));
    const second = client.count({});
    givingUp.abort();
    expect(await first).toBeInstanceOf(Unavailable);
    zone.resolve(zoneAt(home));
    expect(await second).toBe(3);
    expect(script.requests.filter(isDiscovery)).toHaveLength(1);
  });
});

describe('With an address in the settings', () => {
  it('nobody is asked where the tenant lives, not even when the credentials are wrong', async () => {
    const script = createScriptedFetch(unauthorizedAnswer);
    const client = clientOver(script, { url: home.slice(0, -1) });
    expect(await errorOf(client.count({}))).toBeInstanceOf(AccessDenied);
    expect(visits(script)).toEqual(['webservices14.autotask.net with secrets']);
  });

  it.each([
    ['https://webservices14.autotask.net/ATServicesRest/', undefined, 'https://ww14.autotask.net/Autotask/'],
    ['https://webservices.autotask.net/ATServicesRest/', undefined, 'https://ww.autotask.net/Autotask/'],
    ['http://127.0.0.1:8025/ATServicesRest/', undefined, 'http://127.0.0.1:8025/Autotask/'],
    [
      'https://webservices14.autotask.net/ATServicesRest/',
      'https://psa.example.com',
      'https://psa.example.com/Autotask/',
    ],
  ])('%s, links lead to its web pages', (url, webUrl, link) => {
    expect(clientOver(createScriptedFetch(three), { url, webUrl }).url(7)).toContain(link);
  });
});

describe('A 401', () => {
  it('is also what the wrong data centre says: the tenant is looked for once more and followed', async () => {
    const moved = 'https://webservices22.autotask.net/ATServicesRest/';
    const zones = [zoneAt(home), zoneAt(moved, 'https://ww22.autotask.net/')];
    const script = createScriptedFetch((asked) => {
      if (isDiscovery(asked)) return zones.shift() ?? apiError('asked too often');
      return asked.host.includes('22') ? three() : unauthorizedAnswer();
    });
    const client = clientOver(script);
    expect([await client.count({}), await client.count({})]).toEqual([3, 3]);
    expect(visits(script)).toEqual([
      'webservices.autotask.net',
      'webservices14.autotask.net with secrets',
      'webservices.autotask.net',
      'webservices22.autotask.net with secrets',
      'webservices22.autotask.net with secrets',
    ]);
    expect(client.url(7)).toContain('https://ww22.');
  });

  it('of the right one is told, after one look and no second attempt', async () => {
    const script = createScriptedFetch((asked) => (isDiscovery(asked) ? zoneAt(home) : unauthorizedAnswer()));
    const failure = await errorOf(clientOver(script).count({}));
    expect(failure).toBeInstanceOf(AccessDenied);
    expect(failure.userMessage).toBe('Autotask does not accept the credentials of this bot.');
    expect(visits(script)).toEqual([
      'webservices.autotask.net',
      'webservices14.autotask.net with secrets',
      'webservices.autotask.net',
    ]);
  });
});

describe('No other host is given the credentials', () => {
  it.each([
    'https://evil.example/ATServicesRest/',
    'https://webservices14.autotask.net.evil.example/ATServicesRest/',
    'https://evilautotask.net/ATServicesRest/',
    'https://webservices14.autotask.net@evil.example/ATServicesRest/',
    'http://webservices14.autotask.net/ATServicesRest/',
    'ftp://webservices14.autotask.net/ATServicesRest/',
    'nowhere at all',
  ])('when zone discovery names %s', async (url) => {
    const script = createScriptedFetch((asked) => (isDiscovery(asked) ? zoneAt(url) : three()));
    expect(await errorOf(clientOver(script).count({}))).toBeInstanceOf(UnexpectedResponse);
    expect(visits(script)).toEqual(['webservices.autotask.net']);
  });

  it('when only the second look, after a 401, names a stranger', async () => {
    const zones = [zoneAt(home), zoneAt('https://evil.example/ATServicesRest/')];
    const script = createScriptedFetch((asked) =>
      isDiscovery(asked) ? (zones.shift() ?? three()) : unauthorizedAnswer(),
    );
    expect(await errorOf(clientOver(script).count({}))).toBeInstanceOf(UnexpectedResponse);
    expect(visits(script).at(-1)).toBe('webservices.autotask.net');
  });

  it('unless the settings name it', async () => {
    const url = 'https://api.psa.example/ATServicesRest/';
    const script = createScriptedFetch((asked) => (isDiscovery(asked) ? zoneAt(url) : three()));
    expect(await clientOver(script, { zoneHosts: ['.psa.example'] }).count({})).toBe(3);
    const autotask = createScriptedFetch((asked) => (isDiscovery(asked) ? zoneAt(home) : three()));
    const strict = clientOver(autotask, { zoneHosts: ['api.psa.example'] });
    expect(await errorOf(strict.count({}))).toBeInstanceOf(UnexpectedResponse);
    expect(visits(autotask)).toEqual(['webservices.autotask.net']);
  });
});

describe('Over HTTP', () => {
  let bench: SandboxFixture;
  beforeAll(async () => {
    bench = await openSandbox();
  });
  afterAll(() => bench.stop());
  const anywhere = (options: Partial<AutotaskOptions> = {}) =>
    createOpportunityClient({
      ...bench.sandbox.credentials,
      zoneService: bench.sandbox.url,
      zoneHosts: [],
      impersonation: 'auto',
      clock: () => new Date(today),
      log: quietLog,
      ...options,
    });

  it('an opportunity is found without an address in the settings', async () => {
    const id = await bench.create();
    const client = anywhere();
    expect(() => client.url(id)).toThrow('Unavailable');
    expect((await client.get(id)).fields.title).toBe('Acme refresh');
    expect(client.url(id)).toContain(bench.sandbox.webUrl);
  });

  it('an API user that Autotask does not know is told from wrong credentials', async () => {
    const failure = await errorOf(anywhere({ username: 'nobody@example.com' }).count({}));
    expect(failure).toBeInstanceOf(UnexpectedResponse);
    expect(failure.userMessage).toBe('Autotask does not know the API user that this bot is set up with.');
  });
});
