/** When something happens again and again: on some days of the week, at a time of day, in a time zone. */
import { Cron } from 'croner';

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Schedule {
  readonly days: readonly Weekday[];
  /** `HH:MM`, of 24 hours, where the time zone is. */
  readonly time: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone: string;
}

/**
 * The next moments after `after`. A time that a clock change skips comes right after the change; one that it doubles
 * comes once, the first time.
 */
export function nextRuns({ days, time, timezone }: Schedule, after: Date, count: number): readonly Date[] {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const pattern = `${String(minute)} ${String(hour)} * * ${days.join(',')}`;
  return new Cron(pattern, { timezone, paused: true }).nextRuns(count, after);
}

export const nextRun = (schedule: Schedule, after: Date): Date | undefined => nextRuns(schedule, after, 1)[0];
