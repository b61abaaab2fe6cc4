/** Days as `yyyy-mm-dd`: date-only fields never pass through a time zone. */
import { dateFormat } from './intl';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The day part of an Autotask date; undefined when the field is empty. */
export const dayOf = (dateTime: string | null | undefined): string | undefined => dateTime?.slice(0, 10);

/** Which day it is now in an IANA time zone. */
export function today(now: Date, timezone: string): string {
  return dateFormat('en-CA', { timeZone: timezone }).format(now);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMilliseconds);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The first day of the month of `day`, moved by so many months. */
export function monthStart(day: string, months = 0): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The first day of the quarter of `day`, and the first day after it. */
export const quarterStart = (day: string): string => monthStart(day, -((Number(day.slice(5, 7)) - 1) % 3));
export const quarterEnd = (day: string): string => monthStart(quarterStart(day), 3);
