/** A day with words behind it: which words are the day, and whether the rest may belong to it after all. */
import { alike } from './alike';
import { impossibleDay, type ImpossibleDay } from './impossible-day';
import { readDay } from './when';
import { type Reading } from './date-context';
import { dropWords, textIn, type Words } from './words';

export interface DayAndRest {
  readonly day: string;
  /** The words that were read as the day. */
  readonly words: string;
  readonly rest: string;
  /** The rest begins as a day goes on, or names another day: nobody but its author knows which one is meant. */
  readonly unsure: boolean;
}

/** No day takes more words. */
const most = 6;

/** The longest beginning that is a day. A day that does not exist is told as such; undefined where there is none. */
export function readDayAndRest(words: Words, reading: Reading): DayAndRest | ImpossibleDay | undefined {
  for (let length = Math.min(most, words.plain.length); length > 0; length--) {
    const text = wordsOf(words, length);
    const impossible = impossibleDay(text, reading);
    if (impossible !== undefined) return impossible;
    const day = readDay(text, reading);
    if (day === undefined) continue;
    const left = dropWords(words, length);
    const rest = textIn(left);
    return { day, words: text, rest, unsure: left.quoted[0] !== true && goesOn(rest) };
  }
  return undefined;
}

/** As in `push 1 to friday, waiting for legal`. */
const wordsOf = ({ plain }: Words, length: number): string =>
  plain
    .slice(0, length)
    .join(' ')
    .replace(/^(?:to|on|until|till) (?=.)/i, '')
    .replace(/[,;:]$/, '');

const joining = [
  'or and in at next from after before until till til through thru to on by than plus minus around between following',
  'ago later earlier either maybe perhaps early mid late end coming of',
  'day days week weeks weekend month months quarter quarters year years',
  'morning noon midday afternoon evening night midnight eod eow eom eoq eoy cob',
  'january february march april may june july august september october november december',
  'jan feb mar apr jun jul aug sep sept oct nov dec',
];
/** What may go on with a day: asked about rather than guessed. */
const goingOn = new Set(joining.join(' ').split(' '));
const clock = /^(?:\d{1,2}(?::\d\d)? ?(?:am|pm|h|o'?clock)|\d{1,2}:\d\d|\d{4}|\d{1,4}(?:st|nd|rd|th|d|w|m|y))\b/;
const amount = '(?:an?|the|for|this|last|one|two|three|four|five|six|seven|eight|nine|ten|half|\\d{1,4})';
const span = new RegExp(`^${amount} (?:an? |the |\\d{1,4} )?(?:day|week|weekend|month|quarter|year)s?\\b`);
const sign = /^(?:[-–—+&/,;~]|\.{2,}|…)/;

function goesOn(rest: string): boolean {
  const text = alike(rest);
  const [first = ''] = text.split(/[ .,;:]/, 1);
  return goingOn.has(first) || [sign, clock, span, aDay].some((pattern) => pattern.test(text));
}

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const days = [
  '(?:mon|tues?|wed|thur?s?|fri|sat|sun)',
  '(?:mon|tues|wednes|thurs|fri|satur|sun)days?',
  'the \\d{1,2}(?:st|nd|rd|th)',
  'today|tomorrow|tonight|yesterday',
  `\\d{1,2}(?:st|nd|rd|th|\\.)? ?(?:of )?${month}`,
  `${month}\\.? ?(?:the )?\\d{1,2}(?:st|nd|rd|th)?`,
  '\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?',
];
const aDay = new RegExp(`(?<![a-z\\d])(?:${days.join('|')})(?![a-z\\d])`);
