import { nextRuns, type Schedule, type Weekday } from '../../../src/core/schedule';
import { scheduleLine } from '../../../src/features/digest/schedule';

const every: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const working: readonly Weekday[] = [1, 2, 3, 4, 5];
const at = (days: readonly Weekday[], time: string, timezone = 'Europe/Berlin'): Schedule => ({ days, time, timezone });
const runs = (schedule: Schedule, after: string, count: number): readonly string[] =>
  nextRuns(schedule, new Date(after), count).map((moment) => moment.toISOString().slice(0, 16));

describe('A schedule', () => {
  it('keeps the time of day over a clock change, in both directions', () => {
    expect(runs(at(working, '08:00'), '2026-03-27T12:00:00Z', 2)).toEqual(['2026-03-30T06:00', '2026-03-31T06:00']);
    expect(runs(at(working, '08:00'), '2026-10-22T12:00:00Z', 2)).toEqual(['2026-10-23T06:00', '2026-10-26T07:00']);
  });

  it('runs once, right after the change, on the day on which its hour is skipped', () => {
    expect(runs(at(every, '02:30'), '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:00', '2026-03-30T00:30']);
    expect(runs(at(every, '02:30', 'America/New_York'), '2026-03-08T00:00:00Z', 2)).toEqual([
      '2026-03-08T07:00',
      '2026-03-09T06:30',
    ]);
  });

  it('runs on the right day where the skipped hour is the first of the day', () => {
    expect(runs(at([7], '00:30', 'Asia/Beirut'), '2026-03-27T00:00:00Z', 2)).toEqual([
      '2026-03-28T22:00',
      '2026-04-04T21:30',
    ]);
  });

  it('runs once, the first time, on the day on which its hour comes twice', () => {
    expect(runs(at(every, '02:30'), '2026-10-24T12:00:00Z', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
    expect(runs(at(every, '02:30'), '2026-10-25T00:30:00Z', 1)).toEqual(['2026-10-26T01:30']);
    expect(runs(at(every, '02:30'), '2026-10-25T01:10:00Z', 1)).toEqual(['2026-10-26T01:30']);
  });

  it('follows to another time zone from the moment of the change on', () => {
    const before = at(working, '08:00', 'Europe/Berlin');
    expect(runs(before, '2026-11-25T05:00:00Z', 1)).toEqual(['2026-11-25T07:00']);
    expect(runs({ ...before, timezone: 'America/Los_Angeles' }, '2026-11-25T07:00:00Z', 1)).toEqual([
      '2026-11-25T16:00',
    ]);
    expect(runs({ ...before, timezone: 'Pacific/Auckland' }, '2026-11-25T07:00:00Z', 1)).toEqual(['2026-11-25T19:00']);
  });

  it('goes by the day of the week where the schedule is, not where the server is', () => {
    expect(runs(at([1], '00:15', 'Pacific/Auckland'), '2026-03-27T12:00:00Z', 2)).toEqual([
      '2026-03-29T11:15',
      '2026-04-05T12:15',
    ]);
    expect(runs(at([5], '20:00', 'America/Los_Angeles'), '2026-07-01T00:00:00Z', 1)).toEqual(['2026-07-04T03:00']);
  });

  it('goes on over the end of a month, of February in a leap year and of the year', () => {
    const late = at(every, '23:45', 'America/Sao_Paulo');
    expect(runs(late, '2028-02-28T12:00:00Z', 3)).toEqual(['2028-02-29T02:45', '2028-03-01T02:45', '2028-03-02T02:45']);
    expect(runs(at(working, '08:00'), '2026-04-30T12:00:00Z', 1)).toEqual(['2026-05-01T06:00']);
    expect(runs(at(every, '08:00'), '2026-12-31T12:00:00Z', 1)).toEqual(['2027-01-01T07:00']);
  });

  it.each<[readonly Weekday[], string]>([
    [[1, 2, 3, 4, 5], 'Mon–Fri 08:00 (Europe/Berlin)'],
    [[1, 3, 5], 'Mon, Wed, Fri 08:00 (Europe/Berlin)'],
    [[6, 7, 1], 'Mon, Sat, Sun 08:00 (Europe/Berlin)'],
  ])('is said in words', (days, words) => {
    expect(scheduleLine(at(days, '08:00'), 'en-GB')).toBe(words);
  });
});
