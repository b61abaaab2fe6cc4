/** Formatters of numbers and days: making one costs a hundred times what using it does, so each is made once. */

const kept = new Map<string, unknown>();
/** Locales and time zones come from people's profiles: few, but nobody promises it. */
const most = 500;

function once<T>(key: readonly unknown[], make: () => T): T {
  const name = JSON.stringify(key);
  const known = kept.get(name) as T | undefined;
  if (known !== undefined) return known;
  if (kept.size >= most) kept.clear();
  const made = make();
  kept.set(name, made);
  return made;
}

export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  once(['date', locale, options], () => new Intl.DateTimeFormat(locale, options));

export const numberFormat = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  once(['number', locale, options], () => new Intl.NumberFormat(locale, options));

export const relativeFormat = (locale: string, options: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat =>
  once(['relative', locale, options], () => new Intl.RelativeTimeFormat(locale, options));
