/** Formats money, dates and spans for one locale and time zone. */
import { dateFormat, numberFormat, relativeFormat } from '../opportunity/intl';
import { addDays, daysBetween } from '../core/days';
import { dayInTimezone, datePart, today } from '../opportunity/calendar';

/** The reader's settings: they decide how numbers and dates are written, and which day it is. */
export interface FormatOptions {
  readonly now: Date;
  readonly timezone: string;
  readonly locale: string;
  /** ISO 4217, the tenant's one currency. */
  readonly currency: string;
}

export interface Format {
  /** Today where the reader is, `yyyy-mm-dd`. */
  readonly today: string;
  readonly money: (amount: number) => string;
  readonly perMonth: (amount: number) => string;
  /** With cents where there are some: for amounts that a person entered. */
  readonly exactMoney: (amount: number) => string;
  /** Two amounts with as many digits as distinguish them. */
  readonly distinctMoney: (one: number, other: number) => readonly [string, string];
  /** A date-only field: never shifted by a time zone. */
  day(day: string): string;
  /** How far a day is from today, in words: `in 4 days`, `today`, `3 days ago`. */
  relativeDay(day: string): string;
  /** The day of a moment where the reader is; a day without a time stays that day. */
  dayIn(moment: string): string | undefined;
  /** A moment, as its distance in days where the reader is. */
  relativeMoment(moment: string): string;
  time(moment: Date): string;
  /** Day and time of a moment where the reader is. */
  moment(moment: Date): string;
  percent(value: number): string;
}

export function createFormat(options: FormatOptions): Format {
  const { locale, timezone } = options;
  const day = today(options.now, timezone);
  const money = (fraction: number) =>
    numberFormat(locale, { style: 'currency', currency: options.currency, maximumFractionDigits: fraction });
  const [round, exact, full] = [money(0), money(2), money(12)];
  const relative = relativeFormat(locale, { numeric: 'auto' });
  const weekday = dateFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const clock = dateFormat(locale, { timeZone: timezone, hour: '2-digit', minute: '2-digit' });
  const amount = (value: number): string =>
    Math.abs(value) < 100 && !Number.isInteger(value) ? exact.format(value) : round.format(value);
  const exactMoney = (value: number): string => (Number.isInteger(value) ? round : exact).format(value);
  const distinctMoney = (one: number, other: number): readonly [string, string] => {
    const ways = [amount, (value: number) => exact.format(value), (value: number) => full.format(value)];
    const write = ways.find((way) => way(one) !== way(other)) ?? amount;
    return [write(one), write(other)];
  };
  const relativeDay = (other: string): string => relative.format(daysBetween(day, other), 'day');
  return {
    today: day,
    money: amount,
    perMonth: (value) => `${amount(value)}/mo`,
    exactMoney,
    distinctMoney,
    day: (value) => weekday.format(new Date(`${value}T00:00:00Z`)),
    relativeDay,
    dayIn: (moment) => dayInTimezone(moment, timezone),
    relativeMoment: (moment) => relativeDay(dayInTimezone(moment, timezone) ?? day),
    time: (moment) => clock.format(moment),
    moment: (moment) => `${weekday.format(new Date(`${today(moment, timezone)}T00:00:00Z`))}, ${clock.format(moment)}`,
    percent: (value) => `${String(value)}%`,
  };
}

/** Cuts a text to so many characters, with an ellipsis. */
export const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${Array.from(text.slice(0, most)).slice(0, -1).join('').trimEnd()}…`;

/** Characters before the first difference, for context. */
const lead = 20;

/** Both shortened; where that would make them equal, each from shortly before the first difference. */
export function shortenDistinct(one: string, other: string, most: number): readonly [string, string] {
  const cut = [shorten(one, most), shorten(other, most)] as const;
  if (cut[0] !== cut[1] || one === other) return cut;
  const [first, second] = [Array.from(one), Array.from(other)];
  const differing = first.findIndex((letter, place) => letter !== second[place]);
  const from = Math.max(0, (differing < 0 ? first.length : differing) - lead);
  const rest = (letters: readonly string[]): string => `…${shorten(letters.slice(from).join(''), most - 1)}`;
  return [rest(first), rest(second)];
}

/** As at the beginning of a sentence. */
export const capitalize = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `1 opportunity`, `2 opportunities`. */
export const pluralize = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** `$420/mo + $2,000`: recurring and one-time revenue are never added. */
export const moneyLine = (
  { recurring, oneTime }: { readonly recurring: number; readonly oneTime: number },
  { format }: { readonly format: Format },
): string => `${format.perMonth(recurring)} + ${format.money(oneTime)}`;

/** The projected close with a word, so that nothing depends on a colour. */
export function closeLine(close: string | null, format: Format): string {
  const day = datePart(close);
  if (day === undefined) return 'no date';
  if (day < format.today) return `${format.day(day)} (overdue, ${format.relativeDay(day)})`;
  return day <= addDays(format.today, 14) ? `${format.day(day)} (${format.relativeDay(day)})` : format.day(day);
}
