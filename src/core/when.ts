/** Days and spans of days, as people write them. Days are `yyyy-mm-dd` and belong to no time zone. */
import { casual, GB, type ParsedResult } from 'chrono-node/en';
import { isWeekday, readPhrase, unsure, type Phrase } from './day-phrases';
import { addDays, dayOf, partsOf, weekdayOf } from './days';
import { impossibleDay, type ImpossibleDay } from './impossible-day';
import type { Reading } from './date-context';
/** `from` is the first day of it, `before` the first day after it; an open end is absent. */
export interface Period {
  readonly from?: string;
  readonly before?: string;
}

/** No moment takes more characters; looking for one in pages of text would take minutes. */
const longest = 100;

const exact = /^\d{4}-\d{2}-\d{2}$/;

/** One day: `2026-12-01`, `friday`, `next-monday`, `1 dec`, `in 2 weeks`, `12/01`. Undefined when it is none for sure. */
export function readDay(text: string, reading: Reading): string | undefined {
  if (text.length > longest) return undefined;
  const phrase = phraseIn(plainly(text), reading);
  if (phrase !== undefined) return phrase === unsure ? undefined : phrase;
  const result = understood(text, reading);
  if (result === undefined) return undefined;
  const { start } = result;
  if (start.isCertain('hour') || (start.isCertain('month') && !start.isCertain('day'))) return undefined;
  return dayIn(result);
}

/** What a phrase counts from is one day for sure: not a weekday that is today's. */
const phraseIn = (words: string, reading: Reading): Phrase =>
  readPhrase(words, reading.today, (text) => {
    const base = readDay(text, reading);
    return base === reading.today && isWeekday(text) ? undefined : base;
  });

/** `this-month`, `next quarter`, `q1-2027`, `2026-12`, `december`, `<30d`, `>=friday`, `overdue`, `2026-12-01..friday`, or a day. */
export function readPeriod(text: string, reading: Reading): Period | undefined {
  if (text.length > longest) return undefined;
  const words = plainly(text);
  const range = /^(.*?) ?\.\. ?(.*)$/.exec(words);
  if (range !== null) return between(range[1] ?? '', range[2] ?? '', reading);
  const compared = /^(<=?|>=?|before |until |after |since |from )(.+)$/.exec(words);
  if (compared !== null) return comparison((compared[1] ?? '').trim(), compared[2] ?? '', reading);
  return calendar(words, reading) ?? monthOrDay(words, reading);
}

/** A day in it that does not exist, such as `<nov 31`; undefined where there is none. */
export function impossibleIn(text: string, reading: Reading): ImpossibleDay | undefined {
  if (text.length > longest) return undefined;
  const parts = plainly(text).split(/ ?\.\. ?/);
  return parts
    .map((part) => impossibleDay(part.replace(/^(<=?|>=?|before |until |after |since |from ) ?/, ''), reading))
    .find((found) => found !== undefined);
}

const plainly = (text: string): string =>
  exact.test(text.trim())
    ? text.trim()
    : text
        .trim()
        .toLowerCase()
        .replace(/[_\s]+/g, ' ')
        .replace(/([a-z\d])-(?=[a-z])|([a-z])-(?=\d)/g, '$1$2 ');

function between(first: string, last: string, reading: Reading): Period | undefined {
  const [start, end] = [first, last].map((part) => (part === '' ? {} : readPeriod(part, reading)));
  if (start === undefined || end === undefined || (first === '' && last === '')) return undefined;
  return {
    ...(start.from === undefined ? {} : { from: start.from }),
    ...(end.before === undefined ? {} : { before: end.before }),
  };
}

/** Where each sign puts the ends. */
const signs: Readonly<Record<string, (period: Required<Period>) => Period>> = {
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
const aSpan = /^\d{1,4} ?(d|days?|w|weeks?|m|months?|y|years?)$/;

/** A bare span of days counts from today: `<30d` is from today to the thirtieth day, `>30d` all that is later. */
function comparison(sign: string, text: string, reading: Reading): Period | undefined {
  const { from, before } = readPeriod(text, reading) ?? {};
  if (from === undefined || before === undefined) return undefined;
  if (aSpan.test(text) && sign.startsWith('<')) return { from: reading.today, before };
  return signs[sign]?.({ from, before });
}

/** Named spans of the calendar; weeks begin on Monday. */
const named: readonly (readonly [RegExp, (parts: readonly string[], today: string) => Period])[] = [
  [/^(?:overdue|past)$/, (_, today) => ({ before: today })],
  [/^future$/, (_, today) => ({ from: today })],
  [/^this (week|month|quarter|year)$/, ([unit], today) => spanOf(unit as Unit, today, 0)],
  [/^next (week|month|quarter|year)$/, ([unit], today) => spanOf(unit as Unit, today, 1)],
  [/^(?:last|previous) (week|month|quarter|year)$/, ([unit], today) => spanOf(unit as Unit, today, -1)],
  [/^q([1-4])$/, ([quarter], today) => quarterOf(today.slice(0, 4), quarter)],
  [/^q([1-4])[ -](\d{4})$/, ([quarter, year]) => quarterOf(year, quarter)],
  [/^(\d{4})[ -]q([1-4])$/, ([year, quarter]) => quarterOf(year, quarter)],
  [/^(\d{4})$/, ([year]) => spanOf('year', `${year ?? ''}-01-01`, 0)],
  [/^(\d{4}-(?:0[1-9]|1[0-2]))$/, ([month]) => spanOf('month', `${month ?? ''}-01`, 0)],
];
const quarterOf = (year: string | undefined, quarter: string | undefined): Period =>
  spanOf('quarter', `${year ?? ''}-${String(Number(quarter) * 3).padStart(2, '0')}-01`, 0);

function calendar(words: string, { today }: Reading): Period | undefined {
  for (const [pattern, make] of named) {
    const match = pattern.exec(words);
    if (match !== null) return make(match.slice(1), today);
  }
  return undefined;
}

type Unit = 'week' | 'month' | 'quarter' | 'year';
const months = { month: 1, quarter: 3, year: 12 } as const;

function spanOf(unit: Unit, day: string, offset: number): Period {
  if (unit === 'week') {
    const monday = addDays(day, offset * 7 + 1 - weekdayOf(day));
    return { from: monday, before: addDays(monday, 7) };
  }
  const length = months[unit];
  const [year, month] = partsOf(day);
  const first = Math.floor((month - 1) / length) * length + offset * length;
  return { from: dayOf(year, first + 1, 1), before: dayOf(year, first + length + 1, 1) };
}

function monthOrDay(words: string, reading: Reading): Period | undefined {
  const phrase = phraseIn(words, reading);
  if (phrase === unsure) return undefined;
  return phrase === undefined ? momentIn(words, reading) : aDay(phrase);
}

const aDay = (day: string | undefined): Period | undefined =>
  day === undefined ? undefined : { from: day, before: addDays(day, 1) };

function momentIn(words: string, reading: Reading): Period | undefined {
  const result = understood(words, reading);
  if (result === undefined || result.start.isCertain('hour')) return undefined;
  const { start } = result;
  const isMonth = start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday');
  return isMonth ? spanOf('month', dayOf(start.get('year') ?? 0, start.get('month') ?? 1, 1), 0) : aDay(dayIn(result));
}

/** The whole text as one moment without a second one; a bare weekday is the next of its kind. */
function understood(text: string, reading: Reading): ParsedResult | undefined {
  const { today, locale } = reading;
  if (text.length > longest) return undefined;
  const words = plainly(text);
  // Whoever reads "nov 31" as a year, or as the day after, guesses.
  if (impossibleDay(words, reading) !== undefined) return undefined;
  const [year, month, day] = partsOf(today);
  // Dots mean day first everywhere; with slashes it depends on where people live.
  const reader = locale === 'en-US' && !words.includes('.') ? casual : GB;
  const forwardDate = !/^(last|previous) |ago$/.test(words);
  const [result, ...others] = reader.parse(words, new Date(year, month - 1, day, 12), { forwardDate });
  const whole = result !== undefined && others.length === 0 && result.text.length === words.length;
  return whole && result.end == null ? result : undefined;
}

/** Undefined where the weekday that is written beside the date is not that day's. */
function dayIn({ start }: ParsedResult): string | undefined {
  const day = dayOf(start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1);
  const weekday = start.get('weekday');
  const fits =
    weekday === null || !start.isCertain('day') || !start.isCertain('weekday') || weekdayOf(day) % 7 === weekday;
  return fits ? day : undefined;
}
