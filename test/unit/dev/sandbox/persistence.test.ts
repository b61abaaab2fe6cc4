/** What the sandbox stores: requests, snapshots, records across a restart. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox } from '../../../support/sandbox';
import type { SandboxFixture } from '../../../support/sandbox';

describe('The sandbox remembers', () => {
  let fixture: SandboxFixture;
  beforeEach(async () => {
    fixture = await openSandbox();
  });
  afterEach(() => fixture.stop());

  test('the same seed gives the same records, another one gives others', async () => {
    const [same, other] = [await openSandbox(), await openSandbox({ seed: 2 })];
    const titles = ({ sandbox }: SandboxFixture) => sandbox.records.list('Opportunities');
    expect(titles(same)).toEqual(titles(fixture));
    expect(titles(other)).not.toEqual(titles(fixture));
    await Promise.all([same.stop(), other.stop()]);
  });

  test('reset goes back to the beginning: records, switches, faults, requests', async () => {
    const before = fixture.sandbox.records.list('Opportunities');
    await fixture.create();
    fixture.sandbox.switches.crmModule = false;
    fixture.sandbox.faults.plan({ fault: { kind: 'hang' } });
    fixture.sandbox.reset();
    expect(fixture.sandbox.records.list('Opportunities')).toEqual(before);
    expect(fixture.sandbox.switches.crmModule).toBe(true);
    expect([fixture.sandbox.faults.pending(), fixture.sandbox.requests.list()]).toEqual([[], []]);
  });

  test('a snapshot brings back the records of its moment, and is not changed by what follows', async () => {
    const id = await fixture.create({ nextStep: 'Call' });
    const snapshot = fixture.sandbox.snapshot();
    await fixture.patch(id, { nextStep: 'Write' });
    fixture.sandbox.records.tenant().picklists['Opportunities.stage'] = [];
    fixture.sandbox.restore(snapshot);
    expect((await fixture.read(id))['nextStep']).toBe('Call');
    expect((await fixture.patch(id, { stage: 12 })).status).toBe(200);
    fixture.sandbox.restore(snapshot);
    expect((await fixture.read(id))['stage']).toBe(11);
  });

  test('requests are noted with what came and what was answered, without credentials', async () => {
    const seen: string[] = [];
    const stop = fixture.sandbox.requests.onRequest(({ method, status }) => seen.push(`${method} ${status}`));
    const id = await fixture.create();
    stop();
    await fixture.read(id);
    expect(seen).toEqual(['POST 200']);
    const [created, read] = fixture.sandbox.requests.list();
    expect(created).toMatchObject({
      entity: 'Opportunities',
      verb: 'create',
      path: '/ATServicesRest/V1.0/Opportunities',
    });
    expect(created?.body).toContain('Acme refresh');
    expect(read).toMatchObject({ verb: 'get', responseBody: expect.stringContaining('Acme refresh') as string });
    expect(JSON.stringify(fixture.sandbox.requests.list())).not.toContain(fixture.sandbox.credentials.secret);
    fixture.sandbox.requests.clear();
    expect(fixture.sandbox.requests.list()).toEqual([]);
  });

  test('only the newest thousand requests are kept', async () => {
    for (let index = 0; index < 1005; index += 1) await fixture.send('GET', `Companies/${index}`);
    const kept = fixture.sandbox.requests.list();
    expect([kept.length, kept[0]?.path]).toEqual([1000, '/ATServicesRest/V1.0/Companies/5']);
  });

  test('records can be added and removed past the API', async () => {
    const id = fixture.sandbox.records.add('Companies', { companyName: 'New one', companyType: 1, isActive: true });
    expect((await fixture.send('GET', `Companies/${id}`)).body.item).toMatchObject({
      companyName: 'New one',
      phone: null,
    });
    fixture.sandbox.records.remove('Companies', id);
    expect((await fixture.send('GET', `Companies/${id}`)).body.item).toBeNull();
    expect(() => fixture.sandbox.records.edit('Companies', id, {})).toThrow(`no record ${id}`);
    fixture.sandbox.records.add('Companies', { id: 1, companyName: 'First' });
    const { body } = await fixture.query('Companies', [{ op: 'lte', field: 'id', value: 174 }], {
      includeFields: ['id'],
    });
    expect(body.items?.map((item) => item['id'])).toEqual([0, 1, 174]);
  });
});

describe('With a directory for its data', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  test('the sandbox goes on after a restart where it stopped', async () => {
    const first = await openSandbox({ dataDir });
    const id = await first.create({ title: 'Kept' });
    first.sandbox.records.writeRichText('Opportunities', id, 'description', '<b>Kept</b>');
    await first.stop();
    const second = await openSandbox({ dataDir });
    expect(await second.read(id)).toMatchObject({ title: 'Kept' });
    expect(second.sandbox.records.richText('Opportunities', id, 'description')).toBe('<b>Kept</b>');
    expect(await second.create()).toBe(id + 1);
    await second.stop();
  });

  test('a file that cannot be read is as good as none', async () => {
    await writeFile(join(dataDir, 'autotask-sandbox.json'), '{"version":');
    const fixture = await openSandbox({ dataDir });
    expect(fixture.sandbox.records.list('Opportunities')).toHaveLength(20);
    await fixture.stop();
  });
});
