/** Days of the calendar as `yyyy-mm-dd`, counted and moved without any time zone. */

export const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** A month past December runs on into the next year. */
export const dayOf = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** Empty for what is no day. */
export function addDays(day: string, count: number): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? '' : new Date(time + count * millisecondsPerDay).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsPerDay);

/** The same day of another month, or that month's last: a month after 31 January is the end of February. */
export function addMonths(day: string, count: number): string {
  const [year, month, date] = dateParts(day);
  const there = dayOf(year, month + count, 1);
  const [thereYear, thereMonth] = dateParts(there);
  return dayOf(thereYear, thereMonth, Math.min(date, daysInMonth(thereYear, thereMonth)));
}

export const dateParts = (day: string): [year: number, month: number, day: number] =>
  day.split('-').map(Number) as [number, number, number];

/** Of a month, which is 1 for January. */
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Monday is 1, Sunday is 7. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** Written as a day, and there is such a day: `2026-02-30` is none. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
