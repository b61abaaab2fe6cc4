/** Every field of the opportunity's page, through the client and over HTTP. */
import type { Changes } from '../../../../src/opportunity/changes';
import { opportunityFields } from '../../../../src/opportunity/fields';
import { author, openClient, type ClientFixture } from '../../../support/client';
import { pageFields, sampleOf } from '../../../support/entity-page';
import { tryChange, tryCreate } from '../../../support/write-scenario';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
const change = async (field: string, value: unknown) => tryChange(bench, await bench.create(), { [field]: value });

test('the client knows the 60 fields of the page, with type, length and flags', () => {
  const known = Object.entries(opportunityFields).map(([name, { type, length, required, readOnly, picklist }]) => ({
    name,
    type,
    length,
    required,
    readOnly,
    picklist,
  }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  // The page flags the create date as read-only, though it is given once, and the id as required, though nobody gives it.
  const meant: Readonly<Record<string, object>> = { startDate: { readOnly: false }, id: { required: false } };
  const expected = pageFields.map((row) => ({ ...row, ...meant[row.name] }));
  expect(known.sort(byName)).toEqual([...expected].sort(byName));
});

const writable = pageFields.filter(({ readOnly, name }) => !readOnly && name !== 'lostDate');

test.each(writable)('$name is stored as it was sent, and read back', async (field) => {
  const trial = await change(field.name, sampleOf(field));
  expect(trial.violations).toEqual({});
  expect(trial.after[field.name]).toEqual(sampleOf(field));
  expect(trial.unexpectedFields).toEqual([]);
});

test('startDate is stored with a new opportunity', async () => {
  expect((await tryCreate(bench, { startDate: '2026-03-02T08:00:00.000Z' })).after['startDate']).toBe(
    '2026-03-02T08:00:00.000Z',
  );
});

test('lostDate is stored with a loss', async () => {
  const lostDate = '2026-03-02T08:00:00.000Z';
  expect((await tryChange(bench, await bench.create(), { status: 2, lostDate })).after['lostDate']).toBe(lostDate);
});

test.each(pageFields.filter(({ required, name, readOnly }) => required && name !== 'id' && !readOnly))(
  '$name must not be emptied, nor left out of a new opportunity',
  async ({ name }) => {
    const emptied = await change(name, null);
    expect(emptied.violations[name]).toMatch(/ must not be empty\.$/);
    expect(emptied.requestBodies).toEqual([]);
    const without = await tryCreate(bench, { [name]: null });
    expect(without.violations[name]).toMatch(/ must not be empty\.$/);
    expect(without.requestBodies).toEqual([]);
  },
);

test('startDate must not be left out of a new opportunity', async () => {
  expect(Object.keys((await tryCreate(bench, { startDate: null })).violations)).toContain('startDate');
});

test.each(pageFields.filter(({ length, picklist }) => length > 0 && !picklist))(
  '$name takes $length characters and no more',
  async ({ name, length }) => {
    const whole = 'x'.repeat(length);
    expect((await change(name, whole)).after[name]).toBe(whole);
    const trial = await change(name, `${whole}x`);
    expect(trial.violations[name]).toContain(`takes at most ${length} characters; this has ${length + 1}.`);
    expect(trial.requestBodies).toEqual([]);
  },
);

test.each(pageFields.filter(({ picklist, readOnly }) => picklist && !readOnly))(
  '$name takes only what its list has',
  async ({ name, type }) => {
    const trial = await change(name, type === 'string' ? 'Weeks' : 987);
    expect(trial.violations[name]).toMatch(/^Autotask has no such .* as (Weeks|987)\.$/);
    expect(trial.requestBodies).toEqual([]);
  },
);

test.each([
  ['stage', 19],
  ['winReason', 36],
])('%s: a retired value is shown on old records and never chosen anew', async (field, value) => {
  const trial = await change(field, value);
  expect(trial.violations[field]).toContain('is retired and cannot be chosen any more.');
  expect(trial.requestBodies).toEqual([]);
  const id = await bench.create();
  bench.sandbox.records.edit('Opportunities', id, { [field]: value });
  const old = await bench.client.get(id);
  expect(old.picklistValues[field as 'stage' | 'winReason']).toMatchObject({ value, active: false });
  expect((await tryChange(bench, id, { nextStep: 'Call' })).unexpectedFields).toEqual([]);
});

const wrongValues: Readonly<Record<string, readonly unknown[]>> = {
  decimal: ['12', Number.NaN, Number.POSITIVE_INFINITY, true],
  integer: [1.5, '3', 2 ** 31, Number.NaN],
  string: [5, true],
  datetime: ['soon', '2026-02-30', 20_260_101],
  boolean: ['true', 1],
};
test.each(writable)('$name refuses a value of another type', async ({ name, type }) => {
  for (const wrong of wrongValues[type] ?? []) {
    const trial = await change(name, wrong);
    expect(Object.keys(trial.violations)).toContain(name);
    expect(trial.requestBodies).toEqual([]);
  }
});

test('a field that the page does not have is refused: Autotask would ignore it', async () => {
  const invented = { lastModifiedDateTime: '2026-01-01' } as Changes;
  await expect(bench.client.update(await bench.create(), invented, author)).rejects.toMatchObject({
    fields: { lastModifiedDateTime: 'Opportunities have no field lastModifiedDateTime.' },
  });
});

test('a tenant stricter than the page is obeyed', async () => {
  const strict = await openClient();
  Object.assign(strict.sandbox.records.tenant().overrides, {
    'Opportunities.nextStep': { required: true, length: 10 },
  });
  const without = await tryCreate(strict);
  expect(without.violations).toEqual({ nextStep: 'Next step must not be empty.' });
  const long = await tryCreate(strict, { nextStep: 'More than ten' });
  expect(long.violations['nextStep']).toContain('at most 10 characters');
  expect((await tryCreate(strict, { nextStep: 'Call' })).after['nextStep']).toBe('Call');
  await strict.stop();
});
