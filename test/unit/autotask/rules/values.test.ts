/** Probability, and fields that Autotask fills in by itself, through the client. */
import type { Changes } from '../../../../src/opportunity/changes';
import { openClient, type ClientFixture } from '../../../support/client';
import { tryChange, tryCreate } from '../../../support/write-scenario';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());

test.each([-1, 101])('R20 a probability of %d is refused at its field, and nothing is sent', async (probability) => {
  const trial = await tryChange(bench, await bench.create(), { probability });
  expect(trial.violations).toEqual({ probability: 'The probability goes from 0 to 100 percent.' });
  expect(trial.requestBodies).toEqual([]);
});

test.each([0, 100])('R20 a probability of %d is stored', async (probability) => {
  const trial = await tryChange(bench, await bench.create(), { probability });
  expect(trial.violations).toEqual({});
  expect(trial.after['probability']).toBe(probability);
});

test.each([
  'assessmentScore',
  'createDate',
  'creatorResourceID',
  'impersonatorCreatorResourceID',
  'lastActivity',
  'relationshipAssessmentScore',
  'salesOrderID',
  'salesProcessPercentComplete',
  'technicalAssessmentScore',
])('R29 %s is filled by Autotask: writing it is refused, so that nobody believes it written', async (field) => {
  const value = /date|activity/i.test(field) ? '2026-01-02T03:04:05.000Z' : 5;
  const trial = await tryChange(bench, await bench.create(), { [field]: value });
  expect(trial.violations[field]).toMatch(/^Autotask fills in the .* by itself\.$/);
  expect(trial.requestBodies).toEqual([]);
});

test('R29 the create date is given with a new opportunity and never changed afterwards', async () => {
  const created = await tryCreate(bench, { startDate: '2026-02-03' });
  expect(created.after['startDate']).toContain('2026-02-03');
  const changed = await tryChange(bench, Number(created.after['id']), { startDate: '2026-02-04' });
  expect(changed.violations).toEqual({
    startDate: 'The create date cannot be changed once the opportunity exists.',
  });
});

test.each([-1, 0, 100, 101])(
  'R20 a new opportunity with a probability of %d is held to it as well',
  async (probability) => {
    const trial = await tryCreate(bench, { probability });
    const isFine = probability >= 0 && probability <= 100;
    expect(Object.keys(trial.violations)).toEqual(isFine ? [] : ['probability']);
    expect(trial.after['probability']).toBe(isFine ? probability : undefined);
    expect(trial.requestBodies).toHaveLength(isFine ? 1 : 0);
  },
);

test('R29 the number of an opportunity is never given by anybody', async () => {
  const id = await bench.create();
  const trial = await tryChange(bench, id, { id: id + 1 } as Changes);
  expect(trial.violations).toEqual({ id: expect.stringMatching(/by itself\.$/) as string });
  expect(trial.requestBodies).toEqual([]);
});
