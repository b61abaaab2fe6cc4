/** Spans of figures as cards and settings keep them: they mean the same whoever reads them, and in every version. */
import { readSpans, type Figures } from './figures';
import type { Understood } from './number-words';

/** Undefined when what is kept is no figure. */
export function keptFigures(kept: string): Figures | undefined {
  const read = readSpans(kept, readKept);
  return 'figures' in read ? read.figures : undefined;
}

const scale = { '': 1, k: 1000, m: 1_000_000 } as const;

/** Earlier versions kept what was typed, with a currency sign before it and commas between thousands. */
function readKept(text: string): Understood {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^([a-z]{3} |[a-z]{0,2}\p{Sc} ?)/u, '')
    .replace(/(?<=\d)[,'\s](?=\d{3}(\D|$))/g, '');
  const match = /^(\d+(?:\.\d+)?) ?([km]?)$/.exec(bare);
  if (match === null) return { say: '' };
  return { value: Number(match[1]) * scale[(match[2] ?? '') as keyof typeof scale] };
}

const common = String.raw`\p{Sc}?\d+(?:\.\d{1,2})?[km]?`;
/** Everybody reads it alike already, so that it may stay in the words of whoever typed it. */
const isCommon = new RegExp(`^(?:(?:[<>]=?)?${common}|(?:${common})?\\.\\.(?:${common})?)$`, 'iu');

/** For a card or a setting to keep. */
export function toKept(typed: string, { from, above, upTo, below }: Figures): string {
  if (typed.split(' ').every((part) => isCommon.test(part))) return typed;
  const edge = (sign: string, figure: number | undefined): readonly string[] =>
    figure === undefined ? [] : [`${sign}${String(figure)}`];
  const span = from === upTo ? edge('', from) : [`${String(from)}..${String(upTo)}`];
  const edges = from === undefined || upTo === undefined ? [...edge('>=', from), ...edge('<=', upTo)] : span;
  return [...edge('>', above), ...edges, ...edge('<', below)].join(' ');
}
