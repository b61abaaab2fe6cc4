/** Moments relative to the day on which the sandbox is seeded. */
export interface Days {
  /** Midnight, UTC, `offset` days after that day. */
  day(offset: number): string;
  /** The same day in office hours. */
  moment(offset: number, minute: number): string;
  /** Days left in the month, at least four, so that deals can close soon at the end of a month too. */
  readonly leftInMonth: number;
  /** Days of the month that are over. */
  readonly goneInMonth: number;
}

const dayLength = 24 * 60 * 60 * 1000;

export function createDays(now: Date): Days {
  const [year, month, date] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const first = Date.UTC(year, month, date);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return {
    day: (offset) => new Date(first + offset * dayLength).toISOString(),
    moment: (offset, minute) =>
      new Date(first + offset * dayLength + (13 * 60 + (minute % 540)) * 60 * 1000).toISOString(),
    leftInMonth: Math.max(4, last - date),
    goneInMonth: date - 1,
  };
}
