/** How the pipeline of a quarter came from what it was to what it is: every line counted, and it comes out even. */
import { quarterEnd } from '../calendar';
import type { Figures } from '../figures';
import { pairsOf, type Between, type Pair } from './changes';
import { sumOf } from '../money';
import { wasKnown } from './past';
import { grouped, type Money } from './sums';

export const entries = ['new', 'reopened', 'joined', 'pulled in', 'grown'] as const;
export const exits = ['shrunk', 'slipped out', 'won', 'lost', 'left', 'gone'] as const;
export type Entry = (typeof entries)[number];
export type Exit = (typeof exits)[number];

/** Never negative: whether it comes in or goes out is in its name. */
export interface WalkSum extends Money {
  readonly count: number;
  readonly ids: readonly number[];
}
export interface WalkLine extends WalkSum {
  readonly line: Entry | Exit;
}
/**
 * Of what is open and projected to close before a day, overdue ones included; unweighted. What was won is told by what
 * it was won for.
 */
export interface Walk {
  /** The first day after the quarter. */
  readonly before: string;
  readonly start: WalkSum;
  /** Those where something happened, in the order of the names. */
  readonly lines: readonly WalkLine[];
  readonly end: WalkSum;
}

type Move = readonly [line: Entry | Exit, money: Money];
interface Moved {
  readonly id: number;
  readonly money: Money;
}

export function walkOf(between: Between, day: string): Walk {
  const before = quarterEnd(day);
  const inside = insideOf(between, before);
  const pairs = pairsOf(between);
  const moves = pairs.flatMap((pair) =>
    movesOf(pair, between, inside).map(([line, money]) => ({ line, money, id: (pair.after ?? pair.before)?.id ?? 0 })),
  );
  const byLine = grouped(moves, ({ line }) => line);
  const lines = [...entries, ...exits].flatMap((line): readonly WalkLine[] => {
    const moved = byLine.get(line);
    return moved === undefined ? [] : [{ line, ...sumOfMoves(moved) }];
  });
  const standing = (side: keyof Pair): WalkSum =>
    sumOfMoves(
      pairs
        .flatMap((pair) => pair[side] ?? [])
        .filter(inside)
        .map((one) => ({ id: one.id, money: one })),
    );
  return inWholeCents({ before, start: standing('before'), lines, end: standing('after') });
}

const insideOf =
  ({ scope }: Between, before: string) =>
  (one: Figures): boolean =>
    scope.isOpen(one) && scope.holds(one) && one.close !== null && one.close < before;

function movesOf({ before, after }: Pair, between: Between, inside: (one: Figures) => boolean): readonly Move[] {
  if (before !== undefined && inside(before)) {
    if (after === undefined) return [['gone', before]];
    const grown = growth(before, after);
    return inside(after) ? grown : [...grown, [exitOf(after, between), after]];
  }
  if (after === undefined) return [];
  const entry: Move = [entryOf(before, after, between), after];
  if (inside(after)) return [entry];
  // Won without having stood in it before: it came in, and went out as won.
  return isWonNow(before, after, between) ? [entry, ['won', after]] : [];
}

function growth(before: Money, after: Money): readonly Move[] {
  const by = { recurring: after.recurring - before.recurring, oneTime: after.oneTime - before.oneTime };
  const up = { recurring: Math.max(0, by.recurring), oneTime: Math.max(0, by.oneTime) };
  const down = { recurring: Math.max(0, -by.recurring), oneTime: Math.max(0, -by.oneTime) };
  const isSome = (money: Money): boolean => money.recurring > 0 || money.oneTime > 0;
  return [...(isSome(up) ? [['grown', up] as const] : []), ...(isSome(down) ? [['shrunk', down] as const] : [])];
}

const isWonNow = (before: Figures | undefined, after: Figures, { scope }: Between): boolean =>
  scope.outcome(after) === 'won' && scope.holds(after) && (before === undefined || scope.outcome(before) !== 'won');

function entryOf(before: Figures | undefined, after: Figures, { scope, pasts, before: { at } }: Between): Entry {
  if (before === undefined) return wasKnown(pasts, after.id, at) ? 'reopened' : 'new';
  if (!scope.isOpen(before)) return 'reopened';
  return scope.holds(before) ? 'pulled in' : 'joined';
}

function exitOf(after: Figures, { scope }: Between): Exit {
  const outcome = scope.outcome(after);
  if (outcome !== 'open') return outcome;
  return scope.holds(after) ? 'slipped out' : 'left';
}

const sumOfMoves = (moves: readonly Moved[]): WalkSum => ({
  count: moves.length,
  recurring: sumOf(moves, ({ money }) => money.recurring),
  oneTime: sumOf(moves, ({ money }) => money.oneTime),
  ids: moves.map(({ id }) => id),
});

/** In whole cents; the cent that rounding leaves over goes to the largest line, where it is seen least. */
function inWholeCents({ before, start, lines, end }: Walk): Walk {
  const even = (of: keyof Money): readonly number[] => {
    const steps = lines.map((line) => Math.round(line[of] * 100));
    const way = (line: WalkLine): number => ((entries as readonly string[]).includes(line.line) ? 1 : -1);
    const come = lines.reduce((sum, line, index) => sum + way(line) * (steps[index] ?? 0), 0);
    const left = Math.round(end[of] * 100) - Math.round(start[of] * 100) - come;
    const largest = steps.indexOf(Math.max(...steps));
    return steps.map((step, index) => {
      const line = lines[index];
      return (index === largest && line !== undefined ? step + way(line) * left : step) / 100;
    });
  };
  const [recurring, oneTime] = [even('recurring'), even('oneTime')];
  const evened = lines.map((line, index) => ({
    ...line,
    recurring: recurring[index] ?? 0,
    oneTime: oneTime[index] ?? 0,
  }));
  return { before, start, lines: evened, end };
}
