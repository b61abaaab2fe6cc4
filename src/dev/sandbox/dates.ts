/** Dates of the API: parsed in every form that Autotask accepts, stored in one that compares as text, written as the tenant has it. */

const momentPattern = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?))?(Z|[+-]\d{2}:?\d{2})?$/i;

/** `yyyy-mm-ddThh:mm:ss.mmmZ`, or undefined when the text is no date. A text without a time zone is read as UTC. */
export function parseUtcMoment(text: string): string | undefined {
  const [, day, time, zone] = momentPattern.exec(text.trim()) ?? [];
  if (day === undefined || parseUtcDay(text) === undefined) return undefined;
  const moment = new Date(`${day}T${milliseconds(time ?? '00:00')}${zone?.toUpperCase() ?? 'Z'}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** Midnight of the day that is written: its time is dropped and no time zone is applied. */
export function parseUtcDay(text: string): string | undefined {
  const [, day] = momentPattern.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  const midnight = new Date(`${day}T00:00:00.000Z`);
  // 31 April would quietly become 1 May.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day)
    ? midnight.toISOString()
    : undefined;
}

const milliseconds = (time: string): string => time.replace(/(\.\d{3})\d+$/, '$1');

/** Without milliseconds that are zero, and without the `Z`: the other form in which Autotask is reported to write dates. */
export const withoutZone = (date: string): string => date.replace(/(\.000)?Z$/, '');
