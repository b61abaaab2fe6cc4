/** Spans of figures as cards and settings keep them: they mean the same whoever reads them, and in every version. */
import { parseNumberRanges, type NumberRange } from './number-range';
import type { NumberResult } from './number-messages';

/** Undefined when what is kept is no figure. */
export function parseStoredRange(stored: string): NumberRange | undefined {
  const read = parseNumberRanges(stored, parseStoredNumber);
  return 'figures' in read ? read.figures : undefined;
}

const scale = { '': 1, k: 1000, m: 1_000_000 } as const;

/** Earlier versions kept what was typed, with a currency sign before it and commas between thousands. */
function parseStoredNumber(text: string): NumberResult {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^([a-z]{3} |[a-z]{0,2}\p{Sc} ?)/u, '')
    .replace(/(?<=\d)[,'\s](?=\d{3}(\D|$))/g, '');
  const match = /^(\d+(?:\.\d+)?) ?([km]?)$/.exec(bare);
  if (match === null) return { say: '' };
  return { value: Number(match[1]) * scale[(match[2] ?? '') as keyof typeof scale] };
}

const commonNumber = String.raw`\p{Sc}?\d+(?:\.\d{1,2})?[km]?`;
/** Everybody reads it alike already, so that it may stay in the words of whoever typed it. */
const commonPattern = new RegExp(
  `^(?:(?:[<>]=?)?${commonNumber}|(?:${commonNumber})?\\.\\.(?:${commonNumber})?)$`,
  'iu',
);

/** For a card or a setting to keep. */
export function formatStoredRange(typed: string, { from, above, upTo, below }: NumberRange): string {
  if (typed.split(' ').every((part) => commonPattern.test(part))) return typed;
  const edge = (sign: string, figure: number | undefined): readonly string[] =>
    figure === undefined ? [] : [`${sign}${String(figure)}`];
  const span = from === upTo ? edge('', from) : [`${String(from)}..${String(upTo)}`];
  const edges = from === undefined || upTo === undefined ? [...edge('>=', from), ...edge('<=', upTo)] : span;
  return [...edge('>', above), ...edges, ...edge('<', below)].join(' ');
}
