/**
 * Formatters of numbers and days: making one costs a hundred times what using it does, so each is made once.
 * Alone, since the calendar and all formats of the views share what is kept.
 */

const formatters = new Map<string, unknown>();
/** Locales and time zones come from people's profiles: few, but nobody promises it. */
const maxFormatters = 500;

function cached<T>(key: readonly unknown[], create: () => T): T {
  const name = JSON.stringify(key);
  const known = formatters.get(name) as T | undefined;
  if (known !== undefined) return known;
  if (formatters.size >= maxFormatters) formatters.clear();
  const formatter = create();
  formatters.set(name, formatter);
  return formatter;
}

export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  cached(['date', locale, options], () => new Intl.DateTimeFormat(locale, options));

export const numberFormat = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  cached(['number', locale, options], () => new Intl.NumberFormat(locale, options));

export const relativeFormat = (locale: string, options: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat =>
  cached(['relative', locale, options], () => new Intl.RelativeTimeFormat(locale, options));
