/** Dates without a time, and closing after starting, through the client. */
import { openClient, type ClientFixture } from '../../../support/client';
import { tryChange, tryCreate } from '../../../support/write-scenario';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());

test('R12 a time on a date that has none is said to be dropped, and is; the day stays', async () => {
  const sent = '2026-04-30T23:45:00-08:00';
  const id = await bench.create();
  const trial = await tryChange(bench, id, { projectedCloseDate: sent, throughDate: sent, closedDate: sent });
  expect(trial.announcedEffects['R12']).toMatch(/^Autotask keeps only the day of the .*: 2026-04-30\.$/);
  const midnight = '2026-04-30T00:00:00.000Z';
  // The projected close was that day already.
  expect(Object.keys(trial.requestBodies[0] ?? {}).sort()).toEqual(['closedDate', 'id', 'throughDate']);
  expect(trial.after).toMatchObject({ projectedCloseDate: midnight, throughDate: midnight, closedDate: midnight });
});

test('R12 other dates keep their time, and nothing is said', async () => {
  const trial = await tryChange(bench, await bench.create(), { promisedFulfillmentDate: '2026-05-02T17:45:00Z' });
  expect(trial.announcedEffects).toEqual({});
  expect(trial.after['promisedFulfillmentDate']).toBe('2026-05-02T17:45:00.000Z');
});

test('R21 closing on the day of the start is fine, the day before is refused at the close date', async () => {
  const id = await bench.create({ startDate: '2026-03-01T18:30:00Z' });
  expect((await tryChange(bench, id, { projectedCloseDate: '2026-03-01' })).unexpectedFields).toEqual([]);
  const early = await tryChange(bench, id, { projectedCloseDate: '2026-02-28' });
  expect(early.violations).toEqual({
    projectedCloseDate: 'The projected close date cannot be before the create date, 2026-03-01.',
  });
  expect(early.requestBodies).toEqual([]);
});

test('R21 a new opportunity is held to it as well', async () => {
  const trial = await tryCreate(bench, { startDate: '2026-03-02', projectedCloseDate: '2026-03-01' });
  expect(Object.keys(trial.violations)).toEqual(['projectedCloseDate']);
  expect(trial.requestBodies).toEqual([]);
});

test('R21 an old record that breaks it can still be changed elsewhere', async () => {
  const id = await bench.create();
  bench.sandbox.records.edit('Opportunities', id, { projectedCloseDate: '2020-01-01T00:00:00.000Z' });
  const trial = await tryChange(bench, id, { nextStep: 'Call' });
  expect(trial.violations).toEqual({});
  expect(trial.after['nextStep']).toBe('Call');
});

test('R12 midnight is no time that could be dropped: nothing is said', async () => {
  const trial = await tryChange(bench, await bench.create(), { throughDate: '2026-05-02T00:00:00.000Z' });
  expect(trial.announcedEffects).toEqual({});
  expect(trial.after['throughDate']).toBe('2026-05-02T00:00:00.000Z');
});

test('R12 a new opportunity keeps the day alone, too, and the person is told', async () => {
  const trial = await tryCreate(bench, { projectedCloseDate: '2026-04-30T17:45:00Z' });
  expect(trial.announcedEffects['R12']).toMatch(/: 2026-04-30\.$/);
  expect(trial.after['projectedCloseDate']).toBe('2026-04-30T00:00:00.000Z');
  expect(trial.unexpectedFields).toEqual([]);
});

test('R21 a new opportunity may close on the day it starts', async () => {
  const trial = await tryCreate(bench, { startDate: '2026-03-02T09:30:00Z', projectedCloseDate: '2026-03-02' });
  expect(trial.violations).toEqual({});
  expect(trial.unexpectedFields).toEqual([]);
});
