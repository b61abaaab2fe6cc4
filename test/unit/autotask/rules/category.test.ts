/** What a category fills in, and what it cannot demand, through the client. */
import { openClient, type ClientFixture } from '../../../support/client';
import { tryChange, tryCreate } from '../../../support/write-scenario';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());

test('R3 what is left empty is said to be filled by the category, and no field is promised a value', async () => {
  const chosen = await tryCreate(bench, { opportunityCategoryID: 3 });
  expect(chosen.announcedEffects['R3']).toMatch(
    /^Autotask fills what is left empty with the defaults of the category “.+”\.$/,
  );
  expect(chosen.after['rating']).toBe(21);
  expect(chosen.unexpectedFields).toEqual([]);
  const usual = await tryCreate(bench);
  expect(usual.announcedEffects['R3']).toContain('Autotask fills what is left empty');
  expect(usual.after).toMatchObject({ opportunityCategoryID: 2, rating: 22 });
  expect(usual.unexpectedFields).toEqual([]);
});

test('R3 what is given wins over the category, and another category later fills nothing', async () => {
  const trial = await tryCreate(bench, { opportunityCategoryID: 3, rating: 23 });
  expect(trial.after['rating']).toBe(23);
  const later = await tryChange(bench, Number(trial.after['id']), { opportunityCategoryID: 1 });
  expect(later.announcedEffects).toEqual({});
  expect(later.unexpectedFields).toEqual([]);
});

test('R4 what a category requires and limits is not demanded here either', async () => {
  const settings = bench.sandbox.records.tenant().categories[1];
  expect(settings?.required).toContain('nextStep');
  const trial = await tryCreate(bench, { opportunityCategoryID: 1, stage: 18 });
  expect(trial.violations).toEqual({});
  expect(trial.after).toMatchObject({ stage: 18, nextStep: null });
});
