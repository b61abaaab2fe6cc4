/** What a digest is compared with: days and weeks of the calendar where it is read, however long they were. */
import { findComparisons } from '../../../../src/features/digest/load-pipeline';
import { createMemorySnapshots } from '../../../support/memory-snapshots';

const readingsAt = async (...moments: string[]) => {
  const readings = createMemorySnapshots();
  for (const at of moments) await readings.record({ at: new Date(at), snapshots: [] });
  return readings;
};
const weekBefore = async (now: string, timezone: string, ...moments: string[]) => {
  const readings = await readingsAt(...moments);
  const { weekAgo } = await findComparisons(readings, { now: new Date(now), lastSent: undefined, timezone });
  return weekAgo?.at.toISOString();
};

it.each([
  ['Europe/Berlin', 'spring', '2026-03-30T06:00:04Z', ['2026-03-16T07:00:05Z', '2026-03-23T07:00:05Z']],
  ['Europe/Berlin', 'autumn', '2026-10-26T07:00:04Z', ['2026-10-12T06:00:05Z', '2026-10-19T06:00:05Z']],
  ['America/New_York', 'spring', '2026-03-09T12:00:04Z', ['2026-02-23T13:00:05Z', '2026-03-02T13:00:05Z']],
  ['Australia/Sydney', 'spring', '2026-10-04T21:00:04Z', ['2026-09-20T22:00:05Z', '2026-09-27T22:00:05Z']],
  ['Australia/Sydney', 'autumn', '2026-04-05T22:00:04Z', ['2026-03-22T21:00:05Z', '2026-03-29T21:00:05Z']],
  ['Asia/Kolkata', 'no change', '2026-03-30T02:30:04Z', ['2026-03-16T02:30:05Z', '2026-03-23T02:30:05Z']],
])('in %s, after the clock change of %s, a week is compared with the week before', async (zone, _when, now, read) => {
  expect(await weekBefore(now, zone, ...read)).toBe(new Date(read[1] ?? '').toISOString());
});

it('one that was late a week ago is compared with all the same, on the same day', async () => {
  const read = ['2026-03-16T07:00:05Z', '2026-03-23T11:30:00Z'];
  expect(await weekBefore('2026-03-30T06:00:04Z', 'Europe/Berlin', ...read)).toBe('2026-03-23T11:30:00.000Z');
});

it('of several on that day the one at the same time is compared with', async () => {
  const read = ['2026-03-22T20:00:00Z', '2026-03-23T07:00:05Z', '2026-03-23T16:00:00Z'];
  expect(await weekBefore('2026-03-30T06:00:04Z', 'Europe/Berlin', ...read)).toBe('2026-03-23T07:00:05.000Z');
});

it('where nothing was read on that day, the last one before it is', async () => {
  const read = ['2026-03-20T07:00:05Z', '2026-03-24T07:00:05Z'];
  expect(await weekBefore('2026-03-30T06:00:04Z', 'Europe/Berlin', ...read)).toBe('2026-03-20T07:00:05.000Z');
});

it('without a sending before, a day ago is the same time on the day before', async () => {
  const readings = await readingsAt('2026-03-27T07:00:00Z', '2026-03-28T07:00:00Z');
  const now = new Date('2026-03-29T06:00:00Z');
  const { before } = await findComparisons(readings, { now, lastSent: undefined, timezone: 'Europe/Berlin' });
  expect(before?.at.toISOString()).toBe('2026-03-28T07:00:00.000Z');
});
