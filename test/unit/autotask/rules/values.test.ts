/** Probability, dates, read-only fields and who may write, through the client. */
import { NotAllowed, Refused } from '../../../../src/core/errors';
import { author, failureOf, openClient, type ClientBench } from '../../../support/client';
import { anOpportunity } from '../../../support/sandbox';
import { tryChange, tryCreate } from '../../../support/trial';

let bench: ClientBench;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());

test('R1 without the module the one sentence of Autotask reaches the person, as a lack of rights', async () => {
  const id = await bench.create();
  bench.sandbox.switches.crmModule = false;
  const failure = await failureOf(bench.client.change(id, { nextStep: 'Call' }, author));
  bench.sandbox.switches.crmModule = true;
  expect(failure.say).toContain('does not have the adequate permissions to update this entity type.');
  expect((await bench.read(id))['nextStep']).toBeNull();
});

test('R1 rights that the entity itself denies are known before anything is written', async () => {
  const client = bench.anew();
  await client.warmUp();
  expect(await client.access()).toEqual({ create: true, update: true, query: true });
  const denied = await openClient({}, {});
  denied.sandbox.switches.crmModule = false;
  const judged = await failureOf(denied.client.create(anOpportunity, author));
  expect([NotAllowed, Refused].some((kind) => judged instanceof kind)).toBe(true);
  await denied.stop();
});

test.each([-1, 101])('R20 a probability of %d is refused at its field, and nothing is sent', async (probability) => {
  const trial = await tryChange(bench, await bench.create(), { probability });
  expect(trial.violations).toEqual({ probability: 'The probability goes from 0 to 100 percent.' });
  expect(trial.sent).toEqual([]);
});

test.each([0, 100])('R20 a probability of %d is stored', async (probability) => {
  const trial = await tryChange(bench, await bench.create(), { probability });
  expect(trial.violations).toEqual({});
  expect(trial.after['probability']).toBe(probability);
});

test('R12 a time on a date that has none is said to be dropped, and is; the day stays', async () => {
  const sent = '2026-04-30T23:45:00-08:00';
  const id = await bench.create();
  const trial = await tryChange(bench, id, { projectedCloseDate: sent, throughDate: sent, closedDate: sent });
  expect(trial.said['R12']).toMatch(/^Autotask keeps only the day of the .*: 2026-04-30\.$/);
  const midnight = '2026-04-30T00:00:00.000Z';
  // The projected close was that day already.
  expect(Object.keys(trial.sent[0] ?? {}).sort()).toEqual(['closedDate', 'id', 'throughDate']);
  expect(trial.after).toMatchObject({ projectedCloseDate: midnight, throughDate: midnight, closedDate: midnight });
});

test('R12 other dates keep their time, and nothing is said', async () => {
  const trial = await tryChange(bench, await bench.create(), { promisedFulfillmentDate: '2026-05-02T17:45:00Z' });
  expect(trial.said).toEqual({});
  expect(trial.after['promisedFulfillmentDate']).toBe('2026-05-02T17:45:00.000Z');
});

test('R21 closing on the day of the start is fine, the day before is refused at the close date', async () => {
  const id = await bench.create({ startDate: '2026-03-01T18:30:00Z' });
  expect((await tryChange(bench, id, { projectedCloseDate: '2026-03-01' })).surprises).toEqual([]);
  const early = await tryChange(bench, id, { projectedCloseDate: '2026-02-28' });
  expect(early.violations).toEqual({
    projectedCloseDate: 'The projected close date cannot be before the create date, 2026-03-01.',
  });
  expect(early.sent).toEqual([]);
});

test('R21 a new opportunity is held to it as well', async () => {
  const trial = await tryCreate(bench, { startDate: '2026-03-02', projectedCloseDate: '2026-03-01' });
  expect(Object.keys(trial.violations)).toEqual(['projectedCloseDate']);
  expect(trial.sent).toEqual([]);
});

test('R21 an old record that breaks it can still be changed elsewhere', async () => {
  const id = await bench.create();
  bench.sandbox.records.edit('Opportunities', id, { projectedCloseDate: '2020-01-01T00:00:00.000Z' });
  const trial = await tryChange(bench, id, { nextStep: 'Call' });
  expect(trial.violations).toEqual({});
  expect(trial.after['nextStep']).toBe('Call');
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
  expect(trial.sent).toEqual([]);
});

test('R29 the create date is given with a new opportunity and never changed afterwards', async () => {
  const created = await tryCreate(bench, { startDate: '2026-02-03' });
  expect(created.after['startDate']).toContain('2026-02-03');
  const changed = await tryChange(bench, Number(created.after['id']), { startDate: '2026-02-04' });
  expect(changed.violations).toEqual({
    startDate: 'The create date cannot be changed once the opportunity exists.',
  });
});

test('R5 a description is never demanded, even where metadata marks it as required', async () => {
  const trial = await tryCreate(bench);
  expect(trial.violations).toEqual({});
  expect((await bench.client.picklists()).isRequired('description')).toBe(false);
});

test('R10 a new description is said to lose its formatting, and does; another change is not', async () => {
  const id = await bench.create({ description: 'Plain' });
  bench.sandbox.records.writeRichText('Opportunities', id, 'description', '<b>Plain</b>');
  expect((await tryChange(bench, id, { nextStep: 'Call' })).said).toEqual({});
  expect(bench.sandbox.records.richText('Opportunities', id, 'description')).toBe('<b>Plain</b>');
  const trial = await tryChange(bench, id, { description: 'Plainer' });
  expect(trial.said['R10']).toContain('Bold text, lists and pictures of the description are lost');
  expect(bench.sandbox.records.richText('Opportunities', id, 'description')).toBeUndefined();
  expect(trial.surprises).toEqual([]);
});
