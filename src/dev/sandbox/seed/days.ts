/** Moments relative to the day on which the pretend data begin. */
export interface Days {
  /** Midnight, UTC, so many days from the first day. */
  day(offset: number): string;
  /** In office hours of that day. */
  moment(offset: number, minute: number): string;
  /** Days left in the month of the first day, at least four: at the end of a month the next one is near. */
  readonly leftInMonth: number;
  /** Days of this month that are over. */
  readonly goneInMonth: number;
}

const length = 24 * 60 * 60 * 1000;

export function createDays(now: Date): Days {
  const [year, month, date] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const first = Date.UTC(year, month, date);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return {
    day: (offset) => new Date(first + offset * length).toISOString(),
    moment: (offset, minute) =>
      new Date(first + offset * length + (13 * 60 + (minute % 540)) * 60 * 1000).toISOString(),
    leftInMonth: Math.max(4, last - date),
    goneInMonth: date - 1,
  };
}
