import { addDays, daysBetween } from '../../../src/core/days';
import {
  dayInTimezone,
  datePart,
  sameTimeDaysEarlier,
  monthStart,
  startOfDay,
  today,
} from '../../../src/opportunity/calendar';

describe('Days are days, in whatever zone they are read', () => {
  it('takes the day part of what Autotask sends, with or without Z', () => {
    expect(datePart('2026-04-30T00:00:00')).toBe('2026-04-30');
    expect(datePart('2026-04-30T00:00:00.000Z')).toBe('2026-04-30');
    expect(datePart(null)).toBeUndefined();
  });

  it('knows that it is tomorrow already in Auckland', () => {
    const now = new Date('2026-04-30T13:00:00Z');
    expect(today(now, 'Pacific/Auckland')).toBe('2026-05-01');
    expect(today(now, 'America/New_York')).toBe('2026-04-30');
  });

  it('counts days over the change to summer time', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  });

  it.each([
    ['2026-12-01T02:00:00Z', 'America/Los_Angeles', '2026-11-30'],
    ['2026-12-01T02:00:00', 'America/Los_Angeles', '2026-11-30'],
    ['2026-11-30T10:30:00.000Z', 'Pacific/Kiritimati', '2026-12-01'],
    ['2026-12-01T10:30:00Z', 'Pacific/Pago_Pago', '2026-11-30'],
    ['2026-11-30T18:30:01Z', 'Asia/Kolkata', '2026-12-01'],
    ['2026-11-30T18:14:00Z', 'Asia/Kathmandu', '2026-11-30'],
    ['2026-12-31T23:30:00Z', 'Europe/Berlin', '2027-01-01'],
    ['2026-12-01T00:00:00.000Z', 'America/Los_Angeles', '2026-12-01'],
    ['2026-12-01', 'Pacific/Kiritimati', '2026-12-01'],
  ])('%s is, in %s, on %s: midnight is a day without a time', (moment, zone, day) => {
    expect(dayInTimezone(moment, zone)).toBe(day);
  });

  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-24', 'Pacific/Kiritimati', '2026-11-23T10:00:00.000Z'],
    ['2026-11-24', 'Pacific/Pago_Pago', '2026-11-24T11:00:00.000Z'],
    ['2026-11-24', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z'],
    // The hour after midnight is the one that is skipped there.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ])('the day %s begins in %s at %s', (day, zone, moment) => {
    expect(startOfDay(day, zone).toISOString()).toBe(moment);
  });

  it.each([
    ['2026-03-30T06:00:00Z', 7, 'Europe/Berlin', '2026-03-23T07:00:00.000Z'],
    ['2026-10-26T07:00:00Z', 7, 'Europe/Berlin', '2026-10-19T06:00:00.000Z'],
    ['2026-03-09T12:00:00Z', 7, 'America/New_York', '2026-03-02T13:00:00.000Z'],
    ['2026-11-02T13:00:00Z', 7, 'America/New_York', '2026-10-26T12:00:00.000Z'],
    ['2026-04-06T21:00:00Z', 7, 'Australia/Lord_Howe', '2026-03-30T20:30:00.000Z'],
    ['2026-10-05T20:00:00Z', 1, 'Pacific/Auckland', '2026-10-04T20:00:00.000Z'],
    ['2026-03-29T06:00:00.500Z', 1, 'Europe/Berlin', '2026-03-28T07:00:00.500Z'],
    ['2026-03-30T06:00:00Z', 7, 'UTC', '2026-03-23T06:00:00.000Z'],
  ])('%s less %s days of the calendar is, in %s, %s', (moment, days, zone, expected) => {
    expect(sameTimeDaysEarlier(new Date(moment), days, zone).toISOString()).toBe(expected);
  });

  it('moves by months over the end of the year', () => {
    expect(monthStart('2026-12-31', 1)).toBe('2027-01-01');
    expect(monthStart('2026-12-31')).toBe('2026-12-01');
  });
});
