import { addDays, dayOf, daysBetween, monthStart, today } from '../../../src/opportunity/calendar';

describe('Days are days, in whatever zone they are read', () => {
  it('takes the day part of what Autotask sends, with or without Z', () => {
    expect(dayOf('2026-04-30T00:00:00')).toBe('2026-04-30');
    expect(dayOf('2026-04-30T00:00:00.000Z')).toBe('2026-04-30');
    expect(dayOf(null)).toBeUndefined();
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

  it('moves by months over the end of the year', () => {
    expect(monthStart('2026-12-31', 1)).toBe('2027-01-01');
    expect(monthStart('2026-12-31')).toBe('2026-12-01');
  });
});
