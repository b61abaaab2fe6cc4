/** The tenant's own fields, through the client. */
import type { Changes } from '../../../../src/opportunity/changes';
import { openClient, type ClientFixture } from '../../../support/client';
import { tryChange, tryCreate } from '../../../support/write-scenario';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
const own = (name: string, value: string | null): Changes => ({ userDefinedFields: [{ name, value }] });
const udfs = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    (record['userDefinedFields'] as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
  );

test('one is changed without touching the others, and only that one is sent', async () => {
  const id = await bench.create({ userDefinedFields: [{ name: 'Purchase Order Number', value: 'PO-1' }] });
  const trial = await tryChange(bench, id, {
    userDefinedFields: [
      { name: 'Endpoints', value: '40' },
      { name: 'Purchase Order Number', value: 'PO-1' },
    ],
  });
  expect(trial.requestBodies).toEqual([{ id, userDefinedFields: [{ name: 'Endpoints', value: '40' }] }]);
  expect(udfs(trial.after)).toMatchObject({
    Endpoints: '40',
    'Purchase Order Number': 'PO-1',
    'Deal Type': 'New Business',
  });
});

test.each([
  ['Endpoints', 'many', 'must be a number.'],
  ['Renewal Date', 'soon', 'must be a date.'],
  ['Deal Type', 'Mystery', 'has no such choice as “Mystery”.'],
  ['Deal Type', null, 'must not be empty.'],
  ['Colour', 'red', 'Autotask has no field “Colour” for opportunities.'],
])('%s refuses %j at the field, and nothing is sent', async (name, value, said) => {
  const trial = await tryChange(bench, await bench.create(), own(name, value));
  expect(trial.violations[name]).toContain(said);
  expect(trial.requestBodies).toEqual([]);
});

test('a required one without a value of its own is asked for; one that has one is not', async () => {
  const strict = await openClient();
  const definition = { name: 'Region', dataType: 1, udfType: 8, isRequired: true };
  await strict.send('POST', 'UserDefinedFieldDefinitions', definition);
  expect((await tryCreate(strict)).violations).toEqual({ Region: 'Region must not be empty.' });
  const trial = await tryCreate(strict, own('Region', 'West'));
  expect(udfs(trial.after)).toMatchObject({ Region: 'West', 'Deal Type': 'New Business' });
  await strict.stop();
});
