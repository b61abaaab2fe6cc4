/** The description and its formatting, through the client. */
import { openClient, type ClientFixture } from '../../../support/client';
import { tryChange, tryCreate } from '../../../support/write-scenario';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());

test('R5 a description is never demanded, even where metadata marks it as required', async () => {
  const trial = await tryCreate(bench);
  expect(trial.violations).toEqual({});
  expect((await bench.client.picklists()).isRequired('description')).toBe(false);
});

test('R10 a new description is said to lose its formatting, and does; another change is not', async () => {
  const id = await bench.create({ description: 'Plain' });
  bench.sandbox.records.writeRichText('Opportunities', id, 'description', '<b>Plain</b>');
  expect((await tryChange(bench, id, { nextStep: 'Call' })).announcedEffects).toEqual({});
  expect(bench.sandbox.records.richText('Opportunities', id, 'description')).toBe('<b>Plain</b>');
  const trial = await tryChange(bench, id, { description: 'Plainer' });
  expect(trial.announcedEffects['R10']).toContain('Bold text, lists and pictures of the description are lost');
  expect(bench.sandbox.records.richText('Opportunities', id, 'description')).toBeUndefined();
  expect(trial.unexpectedFields).toEqual([]);
});

test('R10 emptying a description is a new one, too; the first text of an empty one loses nothing', async () => {
  const filled = await tryChange(bench, await bench.create(), { description: 'Plain' });
  expect(filled.announcedEffects).toEqual({});
  expect(filled.unexpectedFields).toEqual([]);
  const emptied = await tryChange(bench, Number(filled.after['id']), { description: null });
  expect(emptied.announcedEffects).toHaveProperty('R10');
  expect(emptied.after['description']).toBeNull();
});
