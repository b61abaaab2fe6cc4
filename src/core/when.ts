/** Days and spans of days, as people write them. Days are `yyyy-mm-dd` and belong to no time zone. */
import { casual, GB, type ParsedResult } from 'chrono-node/en';

export interface Reading {
  /** Where the reader is, `yyyy-mm-dd`. */
  readonly today: string;
  /** BCP 47: `12/01` is December only where the month comes first. */
  readonly locale: string;
}
/** `from` is the first day of it, `before` the first day after it; an open end is absent. */
export interface Period {
  readonly from?: string;
  readonly before?: string;
}

/** No moment takes more characters; looking for one in pages of text would take minutes. */
const longest = 100;

const exact = /^\d{4}-\d{2}-\d{2}$/;

/** One day: `2026-12-01`, `friday`, `next-monday`, `1 dec`, `in 2 weeks`, `12/01`. Undefined when it is none. */
export function readDay(text: string, reading: Reading): string | undefined {
  const result = understood(text, reading);
  if (result === undefined) return undefined;
  const { start } = result;
  if (start.isCertain('hour') || (start.isCertain('month') && !start.isCertain('day'))) return undefined;
  return dayFrom(start.get('year'), start.get('month'), start.get('day'));
}

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
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    const monday = moved(day, offset * 7 - weekday);
    return { from: monday, before: moved(monday, 7) };
  }
  const length = months[unit];
  const [year, month] = day.split('-').map(Number) as [number, number];
  const first = Math.floor((month - 1) / length) * length + offset * length;
  return { from: dayFrom(year, first + 1, 1), before: dayFrom(year, first + length + 1, 1) };
}

function monthOrDay(words: string, reading: Reading): Period | undefined {
  const result = understood(words, reading);
  if (result === undefined || result.start.isCertain('hour')) return undefined;
  const { start } = result;
  if (start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday')) {
    return spanOf('month', dayFrom(start.get('year'), start.get('month'), 1), 0);
  }
  const day = dayFrom(start.get('year'), start.get('month'), start.get('day'));
  return { from: day, before: moved(day, 1) };
}

/** The whole text as one moment without a second one; a bare weekday is the next of its kind. */
function understood(text: string, { today, locale }: Reading): ParsedResult | undefined {
  if (text.length > longest) return undefined;
  const words = plainly(text);
  if (exact.test(words) && moved(words, 0) !== words) return undefined;
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  // Dots mean day first everywhere; with slashes it depends on where people live.
  const reader = locale === 'en-US' && !words.includes('.') ? casual : GB;
  const forwardDate = !/^(last|previous) |ago$/.test(words);
  const [result, ...others] = reader.parse(words, new Date(year, month - 1, day, 12), { forwardDate });
  const whole = result !== undefined && others.length === 0 && result.text.length === words.length;
  return whole && result.end == null ? result : undefined;
}

function dayFrom(year: number | null, month: number | null, day: number | null): string {
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1)).toISOString().slice(0, 10);
}
const moved = (day: string, days: number): string => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? '' : new Date(time + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
};
