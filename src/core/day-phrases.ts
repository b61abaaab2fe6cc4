/** Days in several words that only make sense together: `friday in two weeks`, `a week from friday`, `in 3 months`. */
import { addDays, addMonths, weekdayOf } from './days';

/** `unsure` where people mean different days by it. */
export const unsure = Symbol('unsure');
/** Undefined where it is no such phrase. */
export type Phrase = string | typeof unsure | undefined;

/** `readBase` reads the day that a phrase counts from. */
export function readPhrase(words: string, today: string, readBase: (text: string) => string | undefined): Phrase {
  return afterToday(words, today) ?? beside(words, readBase) ?? ofAWeek(words, today);
}

const unit = '(d|days?|w|weeks?|m|months?|y|years?)';
const numbers = ['no', 'a', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const count = `(\\d{1,4}|an?|one|half a|${numbers.slice(2).join('|')})`;
const span = `${count} ?${unit}`;

function numberIn(text: string): number {
  if (text === 'an' || text === 'one') return 1;
  return /^\d/.test(text) ? Number(text) : numbers.indexOf(text);
}

/** Months and years keep to the month that they lead to, whatever its length. */
function moved(day: string, [amount = '', what = '']: readonly string[], sign: 1 | -1 = 1): Phrase {
  const there = amount === 'half a' ? halfOf(day, what, sign) : wholeOf(day, sign * numberIn(amount), what);
  return there === undefined || /^\d{4}-/.test(there) ? there : unsure;
}

const halfOf = (day: string, what: string, sign: number): string | undefined =>
  what === 'year' ? addMonths(day, sign * 6) : undefined;

function wholeOf(day: string, by: number, what: string): string {
  if (what.startsWith('d')) return addDays(day, by);
  if (what.startsWith('w')) return addDays(day, by * 7);
  return addMonths(day, what.startsWith('m') ? by : by * 12);
}

const later = new RegExp(`^(?:in |within )?${span}(?:'? time| from now| from today| later)?$`);
const earlier = new RegExp(`^${span} ago$`);
const next = /^next (month|year)$/;

function afterToday(words: string, today: string): Phrase {
  if (/^(the )?day after tomorrow$/.test(words)) return addDays(today, 2);
  const forward = later.exec(words);
  if (forward !== null) return moved(today, forward.slice(1));
  const back = earlier.exec(words);
  if (back !== null) return moved(today, back.slice(1), -1);
  const named = next.exec(words)?.[1];
  return named === undefined ? undefined : moved(today, ['one', named]);
}

const besides = new RegExp(`^${span} (from|after|before) (.+)$`);

/** On a Friday, `a week from friday` is seven days away for some and fourteen for others. */
function beside(words: string, readBase: (text: string) => string | undefined): Phrase {
  const match = besides.exec(words);
  if (match === null) return undefined;
  const [, amount = '', what = '', side, from = ''] = match;
  const base = readBase(from);
  if (base === undefined) return undefined;
  return moved(base, [amount, what], side === 'before' ? -1 : 1);
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekday = '(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
export const isWeekday = (words: string): boolean => new RegExp(`^(?:this |on )?${weekday}$`).test(words);
const numberOf = (name: string): number => weekdays.indexOf(name.slice(0, 3)) + 1;

const inFront = new RegExp(`^${weekday}(?: of)? (.+)$`);
const behind = new RegExp(`^(.+?)(?: on)? ${weekday}$`);
const inWeeks = new RegExp(`^in ${count} weeks?$`);

function ofAWeek(words: string, today: string): Phrase {
  const [, day = '', week = ''] = inFront.exec(words) ?? [];
  const [, weekBefore = '', dayBehind = ''] = behind.exec(words) ?? [];
  return inWeek(today, day, week) ?? inWeek(today, dayBehind, weekBefore);
}

function inWeek(today: string, day: string, week: string): Phrase {
  const weeks = week === 'next week' ? 1 : numberIn(inWeeks.exec(week)?.[1] ?? 'no');
  if (weeks < 1) return undefined;
  const [now, wanted] = [weekdayOf(today), numberOf(day)];
  // From a Thursday, "monday in two weeks" is eleven days away for some and eighteen for others.
  const isSplit = week !== 'next week' && wanted <= now;
  // Weeks begin on Monday for some and on Sunday for others.
  return isSplit || now === 7 || wanted === 7 ? unsure : addDays(today, weeks * 7 + wanted - now);
}
