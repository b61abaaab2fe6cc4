/** When something happens, in words: the days, the time, the zone, and the next few moments. */
import { dateFormat } from '../opportunity/intl';
import type { Schedule, Weekday } from '../core/schedule';

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** `2024-01-01` was a Monday. */
export const weekdayName = (day: Weekday, locale: string, style: 'long' | 'short' = 'long'): string =>
  dateFormat(locale, { timeZone: 'UTC', weekday: style }).format(new Date(Date.UTC(2024, 0, day)));

/** `Mon, Tue, Wed 08:00 (Europe/Berlin)`; days that follow one another are drawn together: `Mon–Fri`. */
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

/** A moment as people where the schedule is read it: `Thu, 26 Nov, 08:00`. */
export const momentLine = (moment: Date, timezone: string, locale: string): string =>
  dateFormat(locale, {
    timeZone: timezone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);
