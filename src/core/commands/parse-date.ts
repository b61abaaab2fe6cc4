/** Days and spans of days, as people write them. Days are `yyyy-mm-dd` and belong to no time zone. */
import { casual, GB, type ParsedResult } from 'chrono-node/en';
import { isWeekday, parseDayPhrase, ambiguous, type PhraseResult } from './date-phrases';
import { addDays, dayOf, dateParts, weekdayOf } from '../days';
import { checkImpossibleDay, type ImpossibleDay } from './impossible-date';
import type { DateContext } from './date-context';
/** `from` is the first day of it, `before` the first day after it; an open end is absent. */
export interface Period {
  readonly from?: string;
  readonly before?: string;
}

/** No moment takes more characters; looking for one in pages of text would take minutes. */
const maxInputLength = 100;

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** One day: `2026-12-01`, `friday`, `next-monday`, `1 dec`, `in 2 weeks`, `12/01`. Undefined when it is none for sure. */
export function parseDay(text: string, dateContext: DateContext): string | undefined {
  if (text.length > maxInputLength) return undefined;
  const phrase = parsePhrase(normalizePhrase(text), dateContext);
  if (phrase !== undefined) return phrase === ambiguous ? undefined : phrase;
  const result = parseWithChrono(text, dateContext);
  if (result === undefined) return undefined;
  const { start } = result;
  if (start.isCertain('hour') || (start.isCertain('month') && !start.isCertain('day'))) return undefined;
  return dayOfResult(result);
}

/** What a phrase counts from is one day for sure: not a weekday that is today's. */
const parsePhrase = (words: string, dateContext: DateContext): PhraseResult =>
  parseDayPhrase(words, dateContext.today, (text) => {
    const base = parseDay(text, dateContext);
    return base === dateContext.today && isWeekday(text) ? undefined : base;
  });

/** `this-month`, `next quarter`, `q1-2027`, `2026-12`, `december`, `<30d`, `>=friday`, `overdue`, `2026-12-01..friday`, or a day. */
export function parsePeriod(text: string, dateContext: DateContext): Period | undefined {
  if (text.length > maxInputLength) return undefined;
  const words = normalizePhrase(text);
  const range = /^(.*?) ?\.\. ?(.*)$/.exec(words);
  if (range !== null) return parseRange(range[1] ?? '', range[2] ?? '', dateContext);
  const compared = /^(<=?|>=?|before |until |after |since |from )(.+)$/.exec(words);
  if (compared !== null) return parseComparison((compared[1] ?? '').trim(), compared[2] ?? '', dateContext);
  return parseNamedPeriod(words, dateContext) ?? parseMonthOrDay(words, dateContext);
}

/** A day in it that does not exist, such as `<nov 31`; undefined where there is none. */
export function findImpossibleDay(text: string, dateContext: DateContext): ImpossibleDay | undefined {
  if (text.length > maxInputLength) return undefined;
  const parts = normalizePhrase(text).split(/ ?\.\. ?/);
  return parts
    .map((part) => checkImpossibleDay(part.replace(/^(<=?|>=?|before |until |after |since |from ) ?/, ''), dateContext))
    .find((found) => found !== undefined);
}

const normalizePhrase = (text: string): string =>
  isoDate.test(text.trim())
    ? text.trim()
    : text
        .trim()
        .toLowerCase()
        .replace(/[_\s]+/g, ' ')
        .replace(/([a-z\d])-(?=[a-z])|([a-z])-(?=\d)/g, '$1$2 ');

function parseRange(first: string, last: string, dateContext: DateContext): Period | undefined {
  const [start, end] = [first, last].map((part) => (part === '' ? {} : parsePeriod(part, dateContext)));
  if (start === undefined || end === undefined || (first === '' && last === '')) return undefined;
  return {
    ...(start.from === undefined ? {} : { from: start.from }),
    ...(end.before === undefined ? {} : { before: end.before }),
  };
}

/** Where each sign puts the ends. */
const periodBySign: Readonly<Record<string, (period: Required<Period>) => Period>> = {
  '>': ({ before }) => ({ from: before }),
  after: ({ before }) => ({ from: before }),
  '>=': ({ from }) => ({ from }),
  since: ({ from }) => ({ from }),
  from: ({ from }) => ({ from }),
  '<': ({ from }) => ({ before: from }),
  before: ({ from }) => ({ before: from }),
  '<=': ({ before }) => ({ before }),
  until: ({ before }) => ({ before }),
};
const durationPattern = /^\d{1,4} ?(d|days?|w|weeks?|m|months?|y|years?)$/;

/** A bare span of days counts from today: `<30d` is from today to the thirtieth day, `>30d` all that is later. */
function parseComparison(sign: string, text: string, dateContext: DateContext): Period | undefined {
  const { from, before } = parsePeriod(text, dateContext) ?? {};
  if (from === undefined || before === undefined) return undefined;
  if (durationPattern.test(text) && sign.startsWith('<')) return { from: dateContext.today, before };
  return periodBySign[sign]?.({ from, before });
}

/** Named spans of the calendar; weeks begin on Monday. */
const namedPeriods: readonly (readonly [RegExp, (parts: readonly string[], today: string) => Period])[] = [
  [/^(?:overdue|past)$/, (_, today) => ({ before: today })],
  [/^future$/, (_, today) => ({ from: today })],
  [/^this (week|month|quarter|year)$/, ([unit], today) => calendarPeriod(unit as Unit, today, 0)],
  [/^next (week|month|quarter|year)$/, ([unit], today) => calendarPeriod(unit as Unit, today, 1)],
  [/^(?:last|previous) (week|month|quarter|year)$/, ([unit], today) => calendarPeriod(unit as Unit, today, -1)],
  [/^q([1-4])$/, ([quarter], today) => quarterOf(today.slice(0, 4), quarter)],
  [/^q([1-4])[ -](\d{4})$/, ([quarter, year]) => quarterOf(year, quarter)],
  [/^(\d{4})[ -]q([1-4])$/, ([year, quarter]) => quarterOf(year, quarter)],
  [/^(\d{4})$/, ([year]) => calendarPeriod('year', `${year ?? ''}-01-01`, 0)],
  [/^(\d{4}-(?:0[1-9]|1[0-2]))$/, ([month]) => calendarPeriod('month', `${month ?? ''}-01`, 0)],
];
const quarterOf = (year: string | undefined, quarter: string | undefined): Period =>
  calendarPeriod('quarter', `${year ?? ''}-${String(Number(quarter) * 3).padStart(2, '0')}-01`, 0);

function parseNamedPeriod(words: string, { today }: DateContext): Period | undefined {
  for (const [pattern, make] of namedPeriods) {
    const match = pattern.exec(words);
    if (match !== null) return make(match.slice(1), today);
  }
  return undefined;
}

type Unit = 'week' | 'month' | 'quarter' | 'year';
const monthsPerUnit = { month: 1, quarter: 3, year: 12 } as const;

function calendarPeriod(unit: Unit, day: string, offset: number): Period {
  if (unit === 'week') {
    const monday = addDays(day, offset * 7 + 1 - weekdayOf(day));
    return { from: monday, before: addDays(monday, 7) };
  }
  const length = monthsPerUnit[unit];
  const [year, month] = dateParts(day);
  const first = Math.floor((month - 1) / length) * length + offset * length;
  return { from: dayOf(year, first + 1, 1), before: dayOf(year, first + length + 1, 1) };
}

function parseMonthOrDay(words: string, dateContext: DateContext): Period | undefined {
  const phrase = parsePhrase(words, dateContext);
  if (phrase === ambiguous) return undefined;
  return phrase === undefined ? parseMoment(words, dateContext) : periodOfDay(phrase);
}

const periodOfDay = (day: string | undefined): Period | undefined =>
  day === undefined ? undefined : { from: day, before: addDays(day, 1) };

function parseMoment(words: string, dateContext: DateContext): Period | undefined {
  const result = parseWithChrono(words, dateContext);
  if (result === undefined || result.start.isCertain('hour')) return undefined;
  const { start } = result;
  const isMonth = start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday');
  return isMonth
    ? calendarPeriod('month', dayOf(start.get('year') ?? 0, start.get('month') ?? 1, 1), 0)
    : periodOfDay(dayOfResult(result));
}

/** The whole text as one moment without a second one; a bare weekday is the next of its kind. */
function parseWithChrono(text: string, dateContext: DateContext): ParsedResult | undefined {
  const { today, locale } = dateContext;
  if (text.length > maxInputLength) return undefined;
  const words = normalizePhrase(text);
  // Whoever reads "nov 31" as a year, or as the day after, guesses.
  if (checkImpossibleDay(words, dateContext) !== undefined) return undefined;
  const [year, month, day] = dateParts(today);
  // Dots mean day first everywhere; with slashes it depends on where people live.
  const parser = locale === 'en-US' && !words.includes('.') ? casual : GB;
  const forwardDate = !/^(last|previous) |ago$/.test(words);
  const [result, ...others] = parser.parse(words, new Date(year, month - 1, day, 12), { forwardDate });
  const whole = result !== undefined && others.length === 0 && result.text.length === words.length;
  return whole && result.end == null ? result : undefined;
}

/** Undefined where the weekday that is written beside the date is not that day's. */
function dayOfResult({ start }: ParsedResult): string | undefined {
  const day = dayOf(start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1);
  const weekday = start.get('weekday');
  const isWeekdayRight =
    weekday === null || !start.isCertain('day') || !start.isCertain('weekday') || weekdayOf(day) % 7 === weekday;
  return isWeekdayRight ? day : undefined;
}
