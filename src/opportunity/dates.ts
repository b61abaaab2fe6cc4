/** Autotask's dates: with or without `Z` they are UTC; some have no time at all and are never shifted. */
import { isDay } from '../core/days';
import type { FieldName } from './fields';

/** Autotask removes the time of these. */
const dateOnlyFields: ReadonlySet<string> = new Set<FieldName>(['closedDate', 'projectedCloseDate', 'throughDate']);
export const isDateOnly = (field: string): boolean => dateOnlyFields.has(field);

const datePattern = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

/** `yyyy-mm-dd`, alone or with a time, that exists in the calendar. */
export function isDate(value: string): boolean {
  if (commonDatePattern.test(value)) return true;
  return datePattern.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(parseTimestamp(value));
}

/** As `Date` writes it, and most tenants do. */
const isNormalized = (value: string): boolean => value.length === 24 && value.endsWith('Z');

/** So written, on a day that every month has: nine of ten dates need no closer look. */
const commonDatePattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Milliseconds since 1970; a missing designator means UTC. NaN when the text is no date. */
export function parseTimestamp(value: string): number {
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(value) || !value.includes('T') ? value : `${value}Z`;
  return Date.parse(zoned);
}

/** One spelling for every date that is one: `yyyy-mm-ddThh:mm:ss.mmmZ`, at midnight for fields without a time. */
export function normalizeDate(field: string, value: string): string {
  if (isDateOnly(field)) return `${value.slice(0, 10)}T00:00:00.000Z`;
  return isNormalized(value) ? value : new Date(parseTimestamp(value)).toISOString();
}
