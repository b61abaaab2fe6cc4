/** Days in several words that only make sense together: `friday in two weeks`, `a week from friday`, `in 3 months`. */
import { addDays, addMonths, weekdayOf } from '../days';

/** `unsure` where people mean different days by it. */
export const ambiguous = Symbol('unsure');
/** Undefined where it is no such phrase. */
export type PhraseResult = string | typeof ambiguous | undefined;

/** `readBase` reads the day that a phrase counts from. */
export function parseDayPhrase(
  words: string,
  today: string,
  parseBase: (text: string) => string | undefined,
): PhraseResult {
  return parseRelativeToToday(words, today) ?? parseRelativeToDay(words, parseBase) ?? parseWeekdayOfWeek(words, today);
}

const unit = '(d|days?|w|weeks?|m|months?|y|years?)';
const numbers = ['no', 'a', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const count = `(\\d{1,4}|an?|one|half a|${numbers.slice(2).join('|')})`;
const span = `${count} ?${unit}`;

function countFrom(text: string): number {
  if (text === 'an' || text === 'one') return 1;
  return /^\d/.test(text) ? Number(text) : numbers.indexOf(text);
}

/** Months and years keep to the month that they lead to, whatever its length. */
function shiftDay(day: string, [amount = '', what = '']: readonly string[], sign: 1 | -1 = 1): PhraseResult {
  const there = amount === 'half a' ? shiftByHalf(day, what, sign) : shiftByUnits(day, sign * countFrom(amount), what);
  return there === undefined || /^\d{4}-/.test(there) ? there : ambiguous;
}

const shiftByHalf = (day: string, what: string, sign: number): string | undefined =>
  what === 'year' ? addMonths(day, sign * 6) : undefined;

function shiftByUnits(day: string, by: number, what: string): string {
  if (what.startsWith('d')) return addDays(day, by);
  if (what.startsWith('w')) return addDays(day, by * 7);
  return addMonths(day, what.startsWith('m') ? by : by * 12);
}

const laterPattern = new RegExp(`^(?:in |within )?${span}(?:'? time| from now| from today| later)?$`);
const earlierPattern = new RegExp(`^${span} ago$`);
const nextUnitPattern = /^next (month|year)$/;

function parseRelativeToToday(words: string, today: string): PhraseResult {
  if (/^(the )?day after tomorrow$/.test(words)) return addDays(today, 2);
  const forward = laterPattern.exec(words);
  if (forward !== null) return shiftDay(today, forward.slice(1));
  const back = earlierPattern.exec(words);
  if (back !== null) return shiftDay(today, back.slice(1), -1);
  const named = nextUnitPattern.exec(words)?.[1];
  return named === undefined ? undefined : shiftDay(today, ['one', named]);
}

const relativePattern = new RegExp(`^${span} (from|after|before) (.+)$`);

/** On a Friday, `a week from friday` is seven days away for some and fourteen for others. */
function parseRelativeToDay(words: string, parseBase: (text: string) => string | undefined): PhraseResult {
  const match = relativePattern.exec(words);
  if (match === null) return undefined;
  const [, amount = '', what = '', side, from = ''] = match;
  const base = parseBase(from);
  if (base === undefined) return undefined;
  return shiftDay(base, [amount, what], side === 'before' ? -1 : 1);
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekday = '(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
export const isWeekday = (words: string): boolean => new RegExp(`^(?:this |on )?${weekday}$`).test(words);
const weekdayNumber = (name: string): number => weekdays.indexOf(name.slice(0, 3)) + 1;

const weekdayFirst = new RegExp(`^${weekday}(?: of)? (.+)$`);
const weekdayLast = new RegExp(`^(.+?)(?: on)? ${weekday}$`);
const inWeeks = new RegExp(`^in ${count} weeks?$`);

function parseWeekdayOfWeek(words: string, today: string): PhraseResult {
  const [, day = '', week = ''] = weekdayFirst.exec(words) ?? [];
  const [, weekBefore = '', dayBehind = ''] = weekdayLast.exec(words) ?? [];
  return weekdayInWeek(today, day, week) ?? weekdayInWeek(today, dayBehind, weekBefore);
}

function weekdayInWeek(today: string, day: string, week: string): PhraseResult {
  const weeks = week === 'next week' ? 1 : countFrom(inWeeks.exec(week)?.[1] ?? 'no');
  if (weeks < 1) return undefined;
  const [now, wanted] = [weekdayOf(today), weekdayNumber(day)];
  // From a Thursday, "monday in two weeks" is eleven days away for some and eighteen for others.
  const isSplit = week !== 'next week' && wanted <= now;
  // Weeks begin on Monday for some and on Sunday for others.
  return isSplit || now === 7 || wanted === 7 ? ambiguous : addDays(today, weeks * 7 + wanted - now);
}
