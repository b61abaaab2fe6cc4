/** Autotask's dates: with or without `Z` they are UTC; some have no time at all and are never shifted. */
import type { FieldName } from './fields';

/** Autotask removes the time of these. */
const dateOnly: ReadonlySet<string> = new Set<FieldName>(['closedDate', 'projectedCloseDate', 'throughDate']);
export const isDateOnly = (field: string): boolean => dateOnly.has(field);

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** `yyyy-mm-dd`, alone or with a time, that exists in the calendar. */
export function isDate(value: string): boolean {
  const match = pattern.exec(value);
  if (match === null) return false;
  const [, year, month, day] = match;
  const date = new Date(`${year ?? ''}-${month ?? ''}-${day ?? ''}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day) && !Number.isNaN(momentOf(value));
}

/** Milliseconds since 1970; a missing designator means UTC. NaN when the text is no date. */
export function momentOf(value: string): number {
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(value) || !value.includes('T') ? value : `${value}Z`;
  return Date.parse(zoned);
}

/** One spelling for everything: `yyyy-mm-ddThh:mm:ss.mmmZ`, at midnight for fields without a time. */
export function normalDate(field: string, value: string): string {
  return isDateOnly(field) ? `${value.slice(0, 10)}T00:00:00.000Z` : new Date(momentOf(value)).toISOString();
}
