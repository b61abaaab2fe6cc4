/** What the tenant has of its own is read from Autotask, remembered, and refreshed without anybody waiting. */
import type { AutotaskClient, AutotaskOptions } from '../../../../src/autotask/client';
import { AccessDenied, Unavailable } from '../../../../src/core/errors';
import type { Json } from '../../../../src/core/json';
import { author, errorOf, fastRetries, openClient, type ClientFixture } from '../../../support/client';
import { eventually } from '../../../support/eventually';
import { createControllableFetch } from '../../../support/controllable-fetch';
import { createRecordingLog } from '../../../support/noted-log';
import { today } from '../../../support/sandbox';

let bench: ClientFixture;
let now: number;
const clock = () => new Date(now);
const minutes = (count: number) => {
  now += count * 60_000;
};
beforeAll(async () => {
  bench = await openClient({}, { limits: fastRetries, clock });
});
afterAll(() => bench.stop());
beforeEach(() => {
  now = Date.parse(today);
  bench.sandbox.reset();
});
const anew = (options: Partial<AutotaskOptions> = {}) => bench.newClient(options);
const stages = () => bench.sandbox.records.tenant().picklists['Opportunities.stage'] ?? [];
const rename = (value: string, label: string) => {
  for (const stage of stages()) if (stage.value === value) stage.label = label;
};
const labelOf = async (client: AutotaskClient, value = 12) =>
  (await client.picklists()).all('stage').find((stage) => stage.value === value)?.label;
const fieldsAsked = () =>
  bench.takeRequests().filter((line) => line === 'GET Opportunities/entityInformation/fields').length;
const altered = (change: (field: Record<string, Json>) => void) =>
  bench.sandbox.faults.plan({
    entity: 'Opportunities',
    verb: 'fields',
    fault: {
      kind: 'altered',
      change: (body) => {
        for (const field of (body as { fields: Record<string, Json>[] }).fields) change(field);
        return body;
      },
    },
  });

describe('Picklists', () => {
  it('are numbers here, as in records, although Autotask describes them as text', async () => {
    expect(stages()[0]?.value).toBe('11');
    expect((await anew().picklists()).all('stage')[0]).toEqual({ value: 11, label: 'Qualifying', active: true });
  });

  it('come in the order that the tenant gave them', async () => {
    const order = ['Verbal', 'Quote Sent', 'Discovery'];
    for (const stage of stages()) stage.sortOrder = 1 + order.indexOf(stage.label) || 9;
    const labels = (await anew().picklists()).all('stage').map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(order);
  });

  it.each(['stage', 'winReason', 'lossReason', 'leadSource', 'primaryCompetitor'] as const)(
    'of %s offer nothing that is retired',
    async (field) => {
      const picklists = await anew().picklists();
      const retired = picklists.all(field).filter(({ active }) => !active);
      const offered = picklists.selectable(field);
      expect(retired).not.toEqual([]);
      for (const entry of retired) expect(offered).not.toContainEqual(entry);
      expect(offered.length + retired.length).toBe(picklists.all(field).length);
    },
  );

  it('let nobody choose a retired value, whose record would be refused', async () => {
    const id = await bench.create();
    const failure = await errorOf(anew().update(id, { stage: 19 }, author));
    expect(Object.keys(failure.fields ?? {})).toEqual(['stage']);
    expect((await bench.read(id))['stage']).toBe(11);
  });

  it('still name a retired value on an old record, and show one that is gone as its number', async () => {
    const [old, older] = [await bench.create(), await bench.create()];
    bench.sandbox.records.edit('Opportunities', old, { stage: 19 });
    bench.sandbox.records.edit('Opportunities', older, { stage: 77 });
    const client = anew();
    const [first, second] = [await client.get(old), await client.get(older)];
    expect(first.picklistValues.stage).toEqual({ value: 19, label: 'DO NOT USE - Verbal (old)', active: false });
    expect(second.picklistValues.stage).toEqual({ value: 77, label: '#77', active: false });
  });

  it('include the categories of opportunities and the action types of notes', async () => {
    const category = bench.sandbox.records.list('OpportunityCategories')[0];
    const picklists = await anew().picklists();
    expect(picklists.all('opportunityCategoryID').map(({ label }) => label)).toContain(category?.['name']);
    const inUse = bench.sandbox.records.list('ActionTypes', ({ isActive }) => isActive === true);
    expect(picklists.selectable('actionType').map(({ label }) => label)).toEqual(inUse.map(({ name }) => name));
    expect(picklists.all('actionType')).toContainEqual({ value: 6, label: 'Fax', active: false });
  });
});

describe('What is known is remembered', () => {
  it('for a quarter of an hour', async () => {
    const client = anew();
    bench.takeRequests();
    await labelOf(client);
    minutes(14);
    await labelOf(client);
    expect(fieldsAsked()).toBe(1);
  });

  it('and asked for once, however many want to know at the same time', async () => {
    const client = anew();
    bench.takeRequests();
    const labels = await Promise.all(Array.from({ length: 12 }, () => labelOf(client)));
    expect(new Set(labels)).toEqual(new Set(['Discovery']));
    expect([...bench.takeRequests()].sort()).toEqual([
      'GET CompanyNotes/entityInformation/fields',
      'GET Opportunities/entityInformation/fields',
    ]);
  });

  it.each<[string, string, (client: AutotaskClient) => Promise<unknown>]>([
    ['user-defined fields', 'entityInformation/userDefinedFields', (client) => client.userDefinedFields()],
    ['rights', 'Opportunities/entityInformation', (client) => client.access()],
    ['the standard category', 'OpportunityCategories/query', (client) => client.validate(undefined, { title: 'New' })],
  ])('%s too', async (_what, path, ask) => {
    const client = anew();
    bench.takeRequests();
    await ask(client);
    await ask(client);
    expect(bench.takeRequests().filter((line) => line.endsWith(path))).toHaveLength(1);
  });

  it('but not a failure of the first reading', async () => {
    const client = anew({ limits: { ...fastRetries, retries: 0 } });
    bench.sandbox.faults.plan({ entity: 'Opportunities', verb: 'fields', fault: { kind: 'disconnect' } });
    expect(await errorOf(client.picklists())).toBeInstanceOf(Unavailable);
    expect(await labelOf(client)).toBe('Discovery');
  });

  it('and who gives up waiting does not take it away from the others', async () => {
    const held = createControllableFetch();
    const client = anew({ fetch: held.fetch, limits: fastRetries });
    const id = await bench.create();
    held.hold(/entityInformation\/fields$/);
    const givingUp = new AbortController();
    const first = errorOf(client.get(id, { signal: givingUp.signal }));
    const second = client.get(id);
    await eventually(() => held.waiting() > 0);
    givingUp.abort();
    expect(await first).toBeInstanceOf(Unavailable);
    await held.release();
    expect((await second).picklistValues.stage?.label).toBe('Qualifying');
  });
});

describe('What has grown old', () => {
  it('is given at once, and refreshed meanwhile', async () => {
    const held = createControllableFetch();
    const client = anew({ fetch: held.fetch });
    await labelOf(client);
    rename('12', 'First talk');
    minutes(16);
    held.hold(/entityInformation\/fields$/);
    bench.takeRequests();
    expect([await labelOf(client), await labelOf(client)]).toEqual(['Discovery', 'Discovery']);
    expect(bench.takeRequests()).toEqual([]);
    await held.release();
    await eventually(async () => (await labelOf(client)) === 'First talk');
    expect(fieldsAsked()).toBe(1);
  });

  it('stays in use where the refresh fails: that is logged, and tried again a minute later', async () => {
    const noted = createRecordingLog();
    const client = anew({ log: noted.log, limits: { ...fastRetries, retries: 0 } });
    await labelOf(client);
    rename('12', 'First talk');
    minutes(16);
    bench.sandbox.faults.plan({ entity: 'Opportunities', verb: 'fields', fault: { kind: 'disconnect' } });
    expect(await labelOf(client)).toBe('Discovery');
    await eventually(() => noted.warnings().length > 0);
    expect(noted.warnings()).toEqual(['metadata could not be refreshed; the earlier one is used']);
    expect(noted.lines.find(({ level }) => level === 'warn')?.facts).toMatchObject({ kind: 'opportunityFields' });
    bench.takeRequests();
    expect(await labelOf(client)).toBe('Discovery');
    expect(fieldsAsked()).toBe(0);
    minutes(1.1);
    await eventually(async () => (await labelOf(client)) === 'First talk');
  });
});

describe('A tenant’s own demands win over the entity page', () => {
  it('a shorter title, a longer next step, a field that is required, one that is not', async () => {
    const { overrides } = bench.sandbox.records.tenant();
    overrides['Opportunities.title'] = { length: 20 };
    overrides['Opportunities.nextStep'] = { length: 900, required: true };
    overrides['Opportunities.probability'] = { required: false };
    const client = anew();
    const picklists = await client.picklists();
    expect([picklists.maxLength('title'), picklists.maxLength('nextStep')]).toEqual([20, 900]);
    expect([picklists.isRequired('nextStep'), picklists.isRequired('probability')]).toEqual([true, false]);
    const { violations } = await client.validate(undefined, { title: 'x'.repeat(21) });
    expect(Object.keys(violations)).toEqual(expect.arrayContaining(['title', 'nextStep']));
    expect(Object.keys(violations)).not.toContain('probability');
    const id = await bench.create({ nextStep: 'Call' });
    const refused = await errorOf(client.update(id, { title: 'x'.repeat(21), nextStep: null }, author));
    expect(Object.keys(refused.fields ?? {}).sort()).toEqual(['nextStep', 'title']);
    await client.update(id, { nextStep: 'y'.repeat(900) }, author);
  });

  it('and the page stands where the tenant’s description leaves something out', async () => {
    altered((field) => {
      delete field['isRequired'];
      delete field['length'];
    });
    const client = anew();
    const picklists = await client.picklists();
    expect([picklists.maxLength('title'), picklists.isRequired('title')]).toEqual([128, true]);
    const { violations } = await client.validate(undefined, {});
    expect(Object.keys(violations)).toContain('title');
  });
});

describe('What the API user may do', () => {
  const mayNot = (flags: Record<string, Json>) =>
    bench.sandbox.faults.plan({
      entity: 'Opportunities',
      verb: 'information',
      fault: { kind: 'altered', change: (body) => ({ info: { ...(body as { info: object }).info, ...flags } }) },
    });

  it.each([
    ['change', { userAccessForUpdate: 0 }],
    ['change', { userAccessForUpdate: 'None' }],
    ['change', { canUpdate: false }],
    ['create', { userAccessForCreate: 'None' }],
  ] as const)('is asked of Autotask before the first write: to %s without %j is not tried', async (verb, flags) => {
    const id = await bench.create();
    mayNot(flags);
    const client = anew();
    bench.takeRequests();
    const failure = await errorOf(
      verb === 'change' ? client.update(id, { stage: 12 }, author) : client.create({ title: 'New' }, author),
    );
    expect(failure).toBeInstanceOf(AccessDenied);
    expect(failure.userMessage).toBe(`The API user of this bot may not ${verb} opportunities in Autotask.`);
    expect(bench.takeRequests().filter((line) => /^(PATCH|POST Opportunities$)/.test(line))).toEqual([]);
  });

  it('is left to Autotask where it cannot be read', async () => {
    const id = await bench.create();
    const fault = { kind: 'status', status: 500, body: 'html' } as const;
    bench.sandbox.faults.plan({ entity: 'Opportunities', verb: 'information', fault, times: 9 });
    expect((await anew().update(id, { stage: 12 }, author)).fields.stage).toBe(12);
  });
});

it('Reading ahead spares the first card its waiting, and fails quietly', async () => {
  const noted = createRecordingLog();
  const client = anew({ log: noted.log });
  bench.sandbox.faults.plan({ fault: { kind: 'status', status: 500, body: 'html' }, times: 99 });
  await client.warmUp();
  expect(noted.warnings()).toEqual(Array.from({ length: 5 }, () => 'Autotask could not be read yet'));
  bench.sandbox.faults.clear();
  await client.warmUp();
  const id = await bench.create();
  bench.takeRequests();
  await client.get(id);
  expect(bench.takeRequests()).toEqual([`GET Opportunities/${id}`, 'POST Companies/query']);
});
