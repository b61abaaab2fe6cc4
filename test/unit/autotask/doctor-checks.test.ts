/** What the doctor finds in Autotask: each thing that can be wrong with a tenant or its settings, over HTTP. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { AutotaskOptions } from '../../../src/autotask/client';
import type { Json } from '../../../src/core/json';
import type { CheckResult } from '../../../src/core/health-check';
import { createDoctor } from '../../../src/operations/doctor';
import { author, fastRetries, openClient, type ClientFixture } from '../../support/client';
import { createMemoryStore } from '../../support/memory-store';
import { today } from '../../support/sandbox';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient({}, { limits: { ...fastRetries, retries: 0 } });
});
afterAll(() => bench.stop());
afterEach(() => bench.sandbox.reset());

const settings = { clock: () => new Date(today), stageWon: 'Closed Won', stageLost: 'Lost' };
const examined = (options: Partial<AutotaskOptions> = {}, client = bench.newClient({ ...settings, ...options })) =>
  createDoctor({ checks: client.checks, milliseconds: 10_000, redact: (text) => text })();
const problemsOf = (findings: readonly CheckResult[]) =>
  Object.fromEntries(
    findings.filter(({ state }) => state === 'problem').map(({ what, say, cure }) => [what, `${say} ${cure}`]),
  );
const about = (findings: readonly CheckResult[], wanted: string) => findings.find(({ what }) => what === wanted);

describe('The doctor', () => {
  it('finds nothing wrong with a tenant that is set up well, and writes nothing', async () => {
    bench.sandbox.requests.clear();
    const findings = await examined();
    expect(problemsOf(findings)).toEqual({});
    expect(findings).toHaveLength(8);
    const asked = bench.sandbox.requests.list().map(({ method, path }) => `${method} ${path}`);
    expect(asked.filter((one) => !/^GET .*(entityInformation|ThresholdInformation)/.test(one))).toEqual([]);
  });

  it('finds credentials that are not accepted', async () => {
    const found = problemsOf(await examined({ secret: 'another-secret' }));
    expect(found['Autotask credentials']).toMatch(/does not accept the credentials.*API user, its secret/);
    expect(JSON.stringify(found)).not.toContain('another-secret');
  });

  it('finds that Autotask cannot be reached', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    const found = problemsOf(await examined({ url: `http://127.0.0.1:${port}/ATServicesRest/` }));
    expect(found['Autotask credentials']).toMatch(/cannot reach Autotask|broke off/);
  });

  it('finds each right that the API user lacks', async () => {
    bench.sandbox.switches.mayNot = ['CompanyNotes create', 'Contacts query', 'Opportunities update'];
    const found = problemsOf(await examined());
    expect(found['Autotask rights']).toContain('may not change Opportunities, create CompanyNotes, read Contacts.');
    expect(found['Autotask rights']).toContain('Security Levels');
  });

  it('finds that the hour is nearly used up', async () => {
    const change = (body: Json) => ({ ...(body as Record<string, Json>), currentTimeframeRequestCount: 9000 });
    bench.sandbox.faults.plan({ verb: 'threshold', fault: { kind: 'altered', change }, times: 99 });
    const found = problemsOf(await examined());
    expect(found['Autotask hourly requests']).toContain('9000 of 10000 requests are used');
    expect(Object.keys(found)).toEqual(['Autotask hourly requests']);
  });

  it('finds a clock that is wrong', async () => {
    const late = () => new Date(Date.parse(today) - 10 * 60_000);
    const found = problemsOf(await examined({ clock: late }));
    expect(found['Autotask clock']).toMatch(/clock is (599|60\d) seconds behind Autotask's.*NTP/);
    expect(Object.keys(found)).toEqual(['Autotask clock']);
  });

  it('finds a stage that is none, and names those that there are', async () => {
    const found = problemsOf(await examined({ stageWon: 'Won!', stageLost: '4711' }));
    expect(found['STAGE_WON']).toMatch(/STAGE_WON says “Won!”, but Autotask has no such stage.*“Closed Won”/);
    expect(found['STAGE_LOST']).toMatch(/STAGE_LOST says “4711”/);
  });

  it('says which stage settings are not set, which is no fault', async () => {
    const findings = await examined({ stageWon: undefined });
    expect(about(findings, 'STAGE_WON')).toMatchObject({ state: 'known' });
  });

  it('finds lists that cannot be read', async () => {
    const fault = { kind: 'status', status: 500, body: 'html' } as const;
    bench.sandbox.faults.plan({ verb: 'fields', fault, times: 99 });
    expect(Object.keys(problemsOf(await examined()))).toEqual([
      'Autotask statuses and lists',
      'STAGE_WON',
      'STAGE_LOST',
    ]);
  });
});

describe('Whether impersonation is permitted', () => {
  const written = async (options: Partial<AutotaskOptions> = {}) => {
    const client = bench.newClient({ ...settings, ...options });
    const id = await bench.create();
    await client.update(id, { nextStep: 'Call' }, author).catch(() => undefined);
    return about(await examined({}, client), 'Autotask impersonation');
  };

  it('is not known before something was written', async () => {
    expect(about(await examined(), 'Autotask impersonation')).toMatchObject({ state: 'known' });
  });

  it('shows when it was', async () => {
    expect(await written()).toMatchObject({ state: 'ok', say: expect.stringContaining('permits it') as string });
  });

  it('shows when it was refused, which is a fault only where it is required', async () => {
    bench.sandbox.switches.impersonation = 'nobody';
    expect(await written()).toMatchObject({ state: 'known', cure: expect.stringContaining('Impersonation') as string });
    expect(await written({ impersonation: 'required' })).toMatchObject({ state: 'problem' });
  });

  it('shows when it was refused last, also after it counts no more', async () => {
    bench.sandbox.switches.impersonation = 'nobody';
    const time = { now: new Date('2026-11-20T09:30:00Z') };
    const store = createMemoryStore();
    const clock = () => time.now;
    expect(await written({ store, clock })).toMatchObject({
      say: expect.stringContaining('for 1 people, last at 2026-11-20 09:30 UTC') as string,
    });
    time.now = new Date('2026-11-20T10:31:00Z');
    const later = bench.newClient({ ...settings, store, clock });
    expect(about(await examined({}, later), 'Autotask impersonation')).toMatchObject({
      state: 'known',
      say: 'Autotask refused it last at 2026-11-20 09:30 UTC; the next write tries again.',
    });
  });

  it('cannot be told while what was learnt cannot be read', async () => {
    const away = () => Promise.reject(new Error('The database is away.'));
    const client = bench.newClient({ ...settings, store: { get: away, update: away } });
    expect(about(await examined({}, client), 'Autotask impersonation')).toMatchObject({
      state: 'known',
      say: expect.stringContaining('The running bot knows') as string,
    });
  });

  it('shows when Autotask takes no notice of it', async () => {
    bench.sandbox.switches.impersonationIgnored = ['CompanyNotes'];
    const noting = async (options: Partial<AutotaskOptions> = {}) => {
      const client = bench.newClient({ ...settings, ...options });
      await client.note(await bench.create(), { title: 'Call', text: 'Called' }, author);
      return about(await examined({}, client), 'Autotask impersonation');
    };
    const say = expect.stringContaining('without a word for CompanyNotes') as string;
    expect(await noting()).toMatchObject({ state: 'known', say });
    expect(await noting({ impersonation: 'required' })).toMatchObject({ state: 'problem', say });
  });

  it('shows what was learnt before a restart', async () => {
    bench.sandbox.switches.impersonation = 'nobody';
    const store = createMemoryStore();
    await written({ store });
    const restarted = bench.newClient({ ...settings, store });
    expect(about(await examined({}, restarted), 'Autotask impersonation')).toMatchObject({
      say: expect.stringContaining('refused it for 1 people') as string,
    });
  });

  it('does not matter where it is off', async () => {
    expect(await written({ impersonation: 'off' })).toMatchObject({ state: 'ok' });
  });
});
