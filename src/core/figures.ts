/** Figures and spans of figures, as people write them: `10k`, `1.5m`, `>10k`, `5k..20k`. */
export interface Figures {
  readonly from?: number;
  readonly above?: number;
  readonly upTo?: number;
  readonly below?: number;
}

const scale = { '': 1, k: 1000, m: 1_000_000 } as const;

/** A currency sign before it and separators between thousands are understood. Undefined when it is no figure. */
export function readFigure(text: string): number | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^([a-z]{3} |[a-z]{0,2}\p{Sc} ?)/u, '')
    .replace(/(?<=\d)[,'\s](?=\d{3}(\D|$))/g, '');
  const match = /^(\d+(?:\.\d+)?) ?([km]?)$/.exec(bare);
  return match === null ? undefined : Number(match[1]) * scale[(match[2] ?? '') as keyof typeof scale];
}

const signs = { '>': 'above', '>=': 'from', '<': 'below', '<=': 'upTo' } as const;

/** Several with blanks between them narrow each other: `>5k <10k`. */
export function readFigures(text: string): Figures | undefined {
  const parts = text.trim().split(/\s+(?=[<>])/);
  const read = parts.map(readOne);
  if (read.some((figures) => figures === undefined)) return undefined;
  return read.reduce<Figures>((sofar, one) => narrowed(sofar, one ?? {}), {});
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

function readOne(text: string): Figures | undefined {
  const range = /^(.*?) ?\.\. ?(.*)$/.exec(text.trim());
  if (range !== null) return span(range[1] ?? '', range[2] ?? '');
  const [, sign = '', rest = ''] = /^(<=?|>=?)?(.*)$/.exec(text.trim()) ?? [];
  const figure = readFigure(rest);
  if (figure === undefined) return undefined;
  return sign === '' ? { from: figure, upTo: figure } : { [signs[sign as keyof typeof signs]]: figure };
}

function span(first: string, last: string): Figures | undefined {
  const [from, upTo] = [readFigure(first), readFigure(last)];
  if ((first !== '' && from === undefined) || (last !== '' && upTo === undefined)) return undefined;
  if (from === undefined && upTo === undefined) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(upTo === undefined ? {} : { upTo }) };
}

export const within = ({ from, above, upTo, below }: Figures, figure: number): boolean =>
  (from === undefined || figure >= from) &&
  (above === undefined || figure > above) &&
  (upTo === undefined || figure <= upTo) &&
  (below === undefined || figure < below);
