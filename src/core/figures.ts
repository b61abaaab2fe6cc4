/** Figures and spans of figures, as people write them: `10k`, `1.5m`, `>10k`, `5k..20k`, `>5k <10k`. */
import { plain } from './number-signs';
import { noNumber, readMoney, type Understood } from './number-words';

export interface Figures {
  readonly from?: number;
  readonly above?: number;
  readonly upTo?: number;
  readonly below?: number;
}

type Read = { readonly figures: Figures } | { readonly say: string };
type ReadOne = (text: string) => Understood;

/** What somebody types, in their locale (BCP 47); else what is wrong with it. */
export const readFigures = (typed: string, locale: string | undefined): Read =>
  readSpans(plain(typed).replaceAll('≥', '>=').replaceAll('≤', '<='), (text) => {
    const read = readMoney(text, locale);
    return 'value' in read && read.value < 0 ? { say: 'At least 0.' } : read;
  });

/** Characters: looking for figures in pages of text would take minutes. */
const longest = 100;

/** Several with blanks between them narrow each other: `>5k <10k`. */
export function readSpans(text: string, readOne: ReadOne): Read {
  if (text.length > longest) return noNumber;
  const read = text
    .trim()
    .split(/\s+(?=[<>])/)
    .map((part) => readSpan(part, readOne));
  const wrong = read.find((one) => 'say' in one);
  if (wrong !== undefined) return wrong;
  return { figures: read.reduce<Figures>((sofar, one) => narrowed(sofar, 'figures' in one ? one.figures : {}), {}) };
}

function narrowed(one: Figures, other: Figures): Figures {
  const edge = (name: keyof Figures, pick: (...figures: number[]) => number): Figures => {
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
export function isPossible({
  from = -Infinity,
  above = -Infinity,
  upTo = Infinity,
  below = Infinity,
}: Figures): boolean {
  return from <= upTo && from < below && above < upTo && above < below;
}

const signs = { '>': 'above', '>=': 'from', '<': 'below', '<=': 'upTo' } as const;

function readSpan(text: string, readOne: ReadOne): Read {
  const range = /^(.*?) ?\.\. ?(.*)$/.exec(text);
  if (range !== null && text !== '..') return between(range[1] ?? '', range[2] ?? '', readOne);
  const [, sign = '', rest = ''] = /^(<=?|>=?)?(.*)$/.exec(text) ?? [];
  const read = readOne(rest);
  if ('say' in read) return read;
  const { value } = read;
  return { figures: sign === '' ? { from: value, upTo: value } : { [signs[sign as keyof typeof signs]]: value } };
}

function between(first: string, last: string, readOne: ReadOne): Read {
  const [from, upTo] = [first, last].map((text) => (text === '' ? undefined : readOne(text)));
  if (from !== undefined && 'say' in from) return from;
  if (upTo !== undefined && 'say' in upTo) return upTo;
  return {
    figures: {
      ...(from === undefined ? {} : { from: from.value }),
      ...(upTo === undefined ? {} : { upTo: upTo.value }),
    },
  };
}

export const within = ({ from, above, upTo, below }: Figures, figure: number): boolean =>
  (from === undefined || figure >= from) &&
  (above === undefined || figure > above) &&
  (upTo === undefined || figure <= upTo) &&
  (below === undefined || figure < below);
