/** Days that are written as if they existed: 31 November, 29 February of most years. */
import { dayOf, daysInMonth, dateParts } from '../days';
import type { DateContext } from './date-context';

export interface ImpossibleDay {
  /** `November has 30 days.`, `February 2027 has 28 days.` */
  readonly say: string;
  /** The month's last day, `yyyy-mm-dd`. */
  readonly nearest: string;
}

interface WrittenDate {
  readonly day: number;
  readonly month: number;
  readonly year?: number | undefined;
}

const monthNames = 'january|february|march|april|may|june|july|august|september|october|november|december'.split('|');
const monthPattern = '([a-z]{3,9})\\.?';
const dayPattern = '(\\d{1,2})(?:st|nd|rd|th|\\.)?';
const yearPattern = '(?:,? (\\d{4}))?';
const dayFirst = new RegExp(`^(?:the )?${dayPattern} ?(?:of )?${monthPattern}${yearPattern}$`);
const monthFirst = new RegExp(`^${monthPattern} ?(?:the )?${dayPattern}${yearPattern}$`);

/** Undefined for a day that exists, and for what is no day at all. */
export function checkImpossibleDay(text: string, { today, locale }: DateContext): ImpossibleDay | undefined {
  const words = text.trim().toLowerCase();
  // No day is written with more.
  if (words.length > 40) return undefined;
  const written = parseNumericDate(words, locale) ?? parseWrittenDate(words);
  if (written === undefined || monthNames[written.month - 1] === undefined) return undefined;
  const year = written.year ?? upcomingYear(written, today);
  const most = daysInMonth(year, written.month);
  return written.day <= most ? undefined : describeImpossible(year, written.month, most);
}

function describeImpossible(year: number, month: number, most: number): ImpossibleDay {
  const name = monthNames[month - 1] ?? '';
  const which = `${name.charAt(0).toUpperCase()}${name.slice(1)}${month === 2 ? ` ${String(year)}` : ''}`;
  return { say: `${which} has ${String(most)} days.`, nearest: dayOf(year, month, most) };
}

/** The month that is still to come, or this one. */
const upcomingYear = ({ month }: WrittenDate, today: string): number => {
  const [year, now] = dateParts(today);
  return month < now ? year + 1 : year;
};

function parseWrittenDate(words: string): WrittenDate | undefined {
  const [, day, name, year] = dayFirst.exec(words) ?? swapDayAndMonth(monthFirst.exec(words)) ?? [];
  const month = name === undefined ? 0 : monthNames.findIndex((one) => one.startsWith(name)) + 1;
  return month === 0 ? undefined : { day: Number(day), month, year: optionalNumber(year) };
}
const swapDayAndMonth = (match: RegExpExecArray | null) => match && [match[0], match[2], match[1], match[3]];
const optionalNumber = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** Dots mean day first everywhere; with slashes it depends on where people live, unless only one order can be meant. */
function parseNumericDate(words: string, locale: string): WrittenDate | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(words);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const match = /^(\d{1,2})([./-])(\d{1,2})(?:\.|\2(\d{4}))?$/.exec(words);
  if (match === null || (match[2] === '-' && match[4] === undefined)) return undefined;
  const [first, second, year] = [Number(match[1]), Number(match[3]), optionalNumber(match[4])];
  const isMonthFirst = match[2] !== '.' && (locale === 'en-US' ? first <= 12 : second > 12);
  return isMonthFirst ? { month: first, day: second, year } : { day: first, month: second, year };
}
