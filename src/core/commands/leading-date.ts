/** A day with words behind it: which words are the day, and whether the rest may belong to it after all. */
import { toComparable } from '../normalize-name';
import { checkImpossibleDay, type ImpossibleDay } from './impossible-date';
import { parseDay } from './parse-date';
import { type DateContext } from './date-context';
import { dropTokens, textOfTokens, type Tokens } from './tokenize';

export interface LeadingDay {
  readonly day: string;
  /** The words that were read as the day. */
  readonly words: string;
  readonly rest: string;
  /** The rest begins as a day goes on, or names another day: nobody but its author knows which one is meant. */
  readonly isAmbiguous: boolean;
}

/** No day takes more words. */
const maxTokens = 6;

/** The longest beginning that is a day. A day that does not exist is told as such; undefined where there is none. */
export function parseLeadingDay(tokens: Tokens, dateContext: DateContext): LeadingDay | ImpossibleDay | undefined {
  for (let length = Math.min(maxTokens, tokens.values.length); length > 0; length--) {
    const text = leadingText(tokens, length);
    const impossible = checkImpossibleDay(text, dateContext);
    if (impossible !== undefined) return impossible;
    const day = parseDay(text, dateContext);
    if (day === undefined) continue;
    const left = dropTokens(tokens, length);
    const rest = textOfTokens(left);
    return { day, words: text, rest, isAmbiguous: left.isQuoted[0] !== true && continuesDay(rest) };
  }
  return undefined;
}

/** As in `push 1 to friday, waiting for legal`. */
const leadingText = ({ values }: Tokens, length: number): string =>
  values
    .slice(0, length)
    .join(' ')
    .replace(/^(?:to|on|until|till) (?=.)/i, '')
    .replace(/[,;:]$/, '');

const continuationLists = [
  'or and in at next from after before until till til through thru to on by than plus minus around between following',
  'ago later earlier either maybe perhaps early mid late end coming of',
  'day days week weeks weekend month months quarter quarters year years',
  'morning noon midday afternoon evening night midnight eod eow eom eoq eoy cob',
  'january february march april may june july august september october november december',
  'jan feb mar apr jun jul aug sep sept oct nov dec',
];
/** What may go on with a day: asked about rather than guessed. */
const continuationWords = new Set(continuationLists.join(' ').split(' '));
const clockPattern = /^(?:\d{1,2}(?::\d\d)? ?(?:am|pm|h|o'?clock)|\d{1,2}:\d\d|\d{4}|\d{1,4}(?:st|nd|rd|th|d|w|m|y))\b/;
const amount = '(?:an?|the|for|this|last|one|two|three|four|five|six|seven|eight|nine|ten|half|\\d{1,4})';
const durationPattern = new RegExp(`^${amount} (?:an? |the |\\d{1,4} )?(?:day|week|weekend|month|quarter|year)s?\\b`);
const signPattern = /^(?:[-–—+&/,;~]|\.{2,}|…)/;

function continuesDay(rest: string): boolean {
  const text = toComparable(rest);
  const [first = ''] = text.split(/[ .,;:]/, 1);
  return (
    continuationWords.has(first) ||
    [signPattern, clockPattern, durationPattern, dayMentionPattern].some((pattern) => pattern.test(text))
  );
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
const dayMentionPattern = new RegExp(`(?<![a-z\\d])(?:${days.join('|')})(?![a-z\\d])`);
