/** Days as `yyyy-mm-dd` in Autotask's fields and in people's time zones: date-only fields never pass through one. */
import { dateParts, dayOf, millisecondsPerDay } from '../core/days';
import { parseTimestamp } from './dates';
import { dateFormat } from './intl';

/** The day part of an Autotask date; undefined when the field is empty. */
export const datePart = (dateTime: string | null | undefined): string | undefined => dateTime?.slice(0, 10);

/** Which day it is now in an IANA time zone. */
export function today(now: Date, timezone: string): string {
  return dateFormat('en-CA', { timeZone: timezone }).format(now);
}

/** The day of a moment as Autotask writes it. Midnight is a day without a time, and the same day in every zone. */
export function dayInTimezone(moment: string | null | undefined, timezone: string): string | undefined {
  if (moment === null || moment === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}(T00:00(:00(\.0+)?)?Z?)?$/i.test(moment)) return moment.slice(0, 10);
  const at = parseTimestamp(moment);
  return Number.isNaN(at) ? undefined : today(new Date(at), timezone);
}

const millisecondsPerMinute = 60_000;

/** When a day begins in an IANA time zone, which is not always at midnight: clocks change at that hour in some. */
export function startOfDay(day: string, timezone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // No zone is farther from UTC than 14 hours.
  let [before, after] = [-15 * 60, 15 * 60];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (today(new Date(utc + middle * millisecondsPerMinute), timezone) < day) before = middle;
    else after = middle;
  }
  return new Date(utc + after * millisecondsPerMinute);
}

/** So many days of the calendar before, at the same time of day, however long those days were. */
export function sameTimeDaysEarlier(moment: Date, days: number, timezone: string): Date {
  const then = moment.getTime() - days * millisecondsPerDay;
  return new Date(then + utcOffsetAt(moment, timezone) - utcOffsetAt(new Date(then), timezone));
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function utcOffsetAt(moment: Date, timezone: string): number {
  const parts = dateFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(moment.getTime() / 1000) * 1000;
}

/** The first day of the month of `day`, moved by so many months. */
export function monthStart(day: string, months = 0): string {
  const [year, month] = dateParts(day);
  return dayOf(year, month + months, 1);
}

/** The first day of the quarter of `day`, and the first day after it. */
export const quarterStart = (day: string): string => monthStart(day, -((Number(day.slice(5, 7)) - 1) % 3));
export const quarterEnd = (day: string): string => monthStart(quarterStart(day), 3);
