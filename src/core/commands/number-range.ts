/** Figures and spans of figures, as people write them: `10k`, `1.5m`, `>10k`, `5k..20k`, `>5k <10k`. */
import { normalizeNumberText } from './number-separators';
import { notANumber, parseMoney, type NumberResult } from './number-messages';

export interface NumberRange {
  readonly from?: number;
  readonly above?: number;
  readonly upTo?: number;
  readonly below?: number;
}

type ParsedRange = { readonly figures: NumberRange } | { readonly say: string };
type ParseNumber = (text: string) => NumberResult;

/** What somebody types, in their locale (BCP 47); else what is wrong with it. */
export const parseMoneyRange = (typed: string, locale: string | undefined): ParsedRange =>
  parseNumberRanges(normalizeNumberText(typed).replaceAll('≥', '>=').replaceAll('≤', '<='), (text) => {
    const read = parseMoney(text, locale);
    return 'value' in read && read.value < 0 ? { say: 'At least 0.' } : read;
  });

/** Characters: looking for figures in pages of text would take minutes. */
const maxInputLength = 100;

/** Several with blanks between them narrow each other: `>5k <10k`. */
export function parseNumberRanges(text: string, parseOne: ParseNumber): ParsedRange {
  if (text.length > maxInputLength) return notANumber;
  const read = text
    .trim()
    .split(/\s+(?=[<>])/)
    .map((part) => parseNumberRange(part, parseOne));
  const wrong = read.find((one) => 'say' in one);
  if (wrong !== undefined) return wrong;
  return {
    figures: read.reduce<NumberRange>((sofar, one) => intersect(sofar, 'figures' in one ? one.figures : {}), {}),
  };
}

function intersect(one: NumberRange, other: NumberRange): NumberRange {
  const edge = (name: keyof NumberRange, pick: (...figures: number[]) => number): NumberRange => {
    const figures = [one[name], other[name]].filter((figure) => figure !== undefined);
    return figures.length === 0 ? {} : { [name]: pick(...figures) };
  };
  return {
    ...edge('from', Math.max),
    ...edge('above', Math.max),
    ...edge('upTo', Math.min),
    ...edge('below', Math.min),
  };
}

/** False where no figure at all can be within. */
export function isSatisfiable({
  from = -Infinity,
  above = -Infinity,
  upTo = Infinity,
  below = Infinity,
}: NumberRange): boolean {
  return from <= upTo && from < below && above < upTo && above < below;
}

const edgeBySign = { '>': 'above', '>=': 'from', '<': 'below', '<=': 'upTo' } as const;

function parseNumberRange(text: string, parseOne: ParseNumber): ParsedRange {
  const range = /^(.*?) ?\.\. ?(.*)$/.exec(text);
  if (range !== null && text !== '..') return parseInterval(range[1] ?? '', range[2] ?? '', parseOne);
  const [, sign = '', rest = ''] = /^(<=?|>=?)?(.*)$/.exec(text) ?? [];
  const read = parseOne(rest);
  if ('say' in read) return read;
  const { value } = read;
  return {
    figures: sign === '' ? { from: value, upTo: value } : { [edgeBySign[sign as keyof typeof edgeBySign]]: value },
  };
}

function parseInterval(first: string, last: string, parseOne: ParseNumber): ParsedRange {
  const [from, upTo] = [first, last].map((text) => (text === '' ? undefined : parseOne(text)));
  if (from !== undefined && 'say' in from) return from;
  if (upTo !== undefined && 'say' in upTo) return upTo;
  return {
    figures: {
      ...(from === undefined ? {} : { from: from.value }),
      ...(upTo === undefined ? {} : { upTo: upTo.value }),
    },
  };
}

export const isInRange = ({ from, above, upTo, below }: NumberRange, value: number): boolean =>
  (from === undefined || value >= from) &&
  (above === undefined || value > above) &&
  (upTo === undefined || value <= upTo) &&
  (below === undefined || value < below);

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
