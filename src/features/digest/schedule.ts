/** Schedules in words, and the time zones that a person can choose. */
import { dateFormat } from '../../opportunity/intl';
import type { Schedule, Weekday } from '../../core/schedule';
import type { Choice } from '../../core/forms/form-view';

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** `2024-01-01` was a Monday. */
export const weekdayName = (day: Weekday, locale: string, style: 'long' | 'short' = 'long'): string =>
  dateFormat(locale, { timeZone: 'UTC', weekday: style }).format(new Date(Date.UTC(2024, 0, day)));

/** `Mon, Tue, Wed 08:00 (Europe/Berlin)`; consecutive days are joined: `Mon–Fri`. */
export function scheduleLine({ days, time, timezone }: Schedule, locale: string): string {
  return `${spansOf(days, locale).join(', ')} ${time} (${timezone})`;
}

function spansOf(days: readonly Weekday[], locale: string): readonly string[] {
  const spans: Weekday[][] = [];
  for (const day of [...days].sort()) {
    const span = spans.at(-1);
    if (span !== undefined && span.at(-1) === day - 1) span.push(day);
    else spans.push([day]);
  }
  return spans.flatMap((span) => {
    const names = span.map((day) => weekdayName(day, locale, 'short'));
    return names.length < 3 ? names : [`${names[0] ?? ''}–${names.at(-1) ?? ''}`];
  });
}

/** A moment in the time zone of the schedule: `Thu, 26 Nov, 08:00`. */
export const momentLine = (moment: Date, timezone: string, locale: string): string =>
  dateFormat(locale, {
    timeZone: timezone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);

/** Current names of zones that the runtime lists under older names. */
const currentNames = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
  'UTC',
];

export const zoneLabel = (timezone: string): string => timezone.replaceAll('_', ' ');
const choiceOf = (zone: string): Choice => ({ value: zone, label: zoneLabel(zone) });

/** Aliases count, such as `US/Eastern` or `Asia/Calcutta`: profiles contain them. */
export function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ...currentNames.filter(isZone)])].map(choiceOf);

/** The zone of that exact name or alias; otherwise zones whose names contain the words. */
export function zoneChoices(typed: string): readonly Choice[] {
  const words = zoneLabel(typed.trim()).toLowerCase();
  const exact = zones.filter(({ label }) => label.toLowerCase() === words);
  if (exact.length > 0) return exact;
  const named = zones.filter(({ label }) => label.toLowerCase().includes(words)).slice(0, 20);
  const name = typed.trim().replaceAll(' ', '_');
  return named.length === 0 && isZone(name) ? [choiceOf(name)] : named;
}
