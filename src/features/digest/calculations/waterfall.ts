/** The waterfall of a quarter: from what the pipeline was to what it is, in lines that add up exactly. */
import { quarterEnd } from '../../../opportunity/calendar';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { snapshotPairs, type SnapshotComparison, type SnapshotBeforeAfter } from './changes';
import { sumOf } from '../../../opportunity/money';
import { wasKnownAt } from './history';
import { groupBy } from '../../../opportunity/pipeline';
import type { Money } from './sums';

export const inflowKinds = ['new', 'reopened', 'joined', 'pulled in', 'grown'] as const;
const outflowKinds = ['shrunk', 'slipped out', 'won', 'lost', 'left', 'gone'] as const;
export type InflowKind = (typeof inflowKinds)[number];
export type OutflowKind = (typeof outflowKinds)[number];

/** Never negative: the name of the line says whether it comes in or goes out. */
export interface WaterfallSum extends Money {
  readonly count: number;
  readonly ids: readonly number[];
}
interface WaterfallLine extends WaterfallSum {
  readonly line: InflowKind | OutflowKind;
}
/**
 * Of what is open and projected to close before a day, overdue ones included; unweighted. Won opportunities count with
 * the revenue that they were won for.
 */
export interface Waterfall {
  /** The first day after the quarter. */
  readonly before: string;
  readonly start: WaterfallSum;
  /** Lines that are not empty, in the order of the kinds. */
  readonly lines: readonly WaterfallLine[];
  readonly end: WaterfallSum;
}

type WaterfallMove = readonly [line: InflowKind | OutflowKind, money: Money];
interface MovedRevenue {
  readonly id: number;
  readonly money: Money;
}

export function calculateWaterfall(comparison: SnapshotComparison, day: string): Waterfall {
  const before = quarterEnd(day);
  const isInside = isOpenAndClosingBefore(comparison, before);
  const pairs = snapshotPairs(comparison);
  const moves = pairs.flatMap((pair) =>
    movesOf(pair, comparison, isInside).map(([line, money]) => ({
      line,
      money,
      id: (pair.after ?? pair.before)?.id ?? 0,
    })),
  );
  const byLine = groupBy(moves, ({ line }) => line);
  const lines = [...inflowKinds, ...outflowKinds].flatMap((line): readonly WaterfallLine[] => {
    const moved = byLine.get(line);
    return moved === undefined ? [] : [{ line, ...sumOfMoves(moved) }];
  });
  const sumOfSide = (side: keyof SnapshotBeforeAfter): WaterfallSum =>
    sumOfMoves(
      pairs
        .flatMap((pair) => pair[side] ?? [])
        .filter(isInside)
        .map((one) => ({ id: one.id, money: one })),
    );
  return roundWaterfall({ before, start: sumOfSide('before'), lines, end: sumOfSide('after') });
}

const isOpenAndClosingBefore =
  ({ scope }: SnapshotComparison, before: string) =>
  (one: OpportunitySnapshot): boolean =>
    scope.isOpen(one) && scope.includes(one) && one.close !== null && one.close < before;

function movesOf(
  { before, after }: SnapshotBeforeAfter,
  comparison: SnapshotComparison,
  isInside: (one: OpportunitySnapshot) => boolean,
): readonly WaterfallMove[] {
  if (before !== undefined && isInside(before)) {
    if (after === undefined) return [['gone', before]];
    const grown = growthMoves(before, after);
    return isInside(after) ? grown : [...grown, [outflowKindOf(after, comparison), after]];
  }
  if (after === undefined) return [];
  const entry: WaterfallMove = [inflowKindOf(before, after, comparison), after];
  if (isInside(after)) return [entry];
  // Won without having been in it before: it comes in, and goes out as won.
  return isWonNow(before, after, comparison) ? [entry, ['won', after]] : [];
}

function growthMoves(before: Money, after: Money): readonly WaterfallMove[] {
  const by = { recurring: after.recurring - before.recurring, oneTime: after.oneTime - before.oneTime };
  const up = { recurring: Math.max(0, by.recurring), oneTime: Math.max(0, by.oneTime) };
  const down = { recurring: Math.max(0, -by.recurring), oneTime: Math.max(0, -by.oneTime) };
  const isSome = (money: Money): boolean => money.recurring > 0 || money.oneTime > 0;
  return [...(isSome(up) ? [['grown', up] as const] : []), ...(isSome(down) ? [['shrunk', down] as const] : [])];
}

const isWonNow = (
  before: OpportunitySnapshot | undefined,
  after: OpportunitySnapshot,
  { scope }: SnapshotComparison,
): boolean =>
  scope.outcome(after) === 'won' && scope.includes(after) && (before === undefined || scope.outcome(before) !== 'won');

function inflowKindOf(
  before: OpportunitySnapshot | undefined,
  after: OpportunitySnapshot,
  { scope, histories, before: { at } }: SnapshotComparison,
): InflowKind {
  if (before === undefined) return wasKnownAt(histories, after.id, at) ? 'reopened' : 'new';
  if (!scope.isOpen(before)) return 'reopened';
  return scope.includes(before) ? 'pulled in' : 'joined';
}

function outflowKindOf(after: OpportunitySnapshot, { scope }: SnapshotComparison): OutflowKind {
  const outcome = scope.outcome(after);
  if (outcome !== 'open') return outcome;
  return scope.includes(after) ? 'slipped out' : 'left';
}

const sumOfMoves = (moves: readonly MovedRevenue[]): WaterfallSum => ({
  count: moves.length,
  recurring: sumOf(moves, ({ money }) => money.recurring),
  oneTime: sumOf(moves, ({ money }) => money.oneTime),
  ids: moves.map(({ id }) => id),
});

/** In whole cents; the remainder of rounding goes to the largest line, where it matters least. */
function roundWaterfall({ before, start, lines, end }: Waterfall): Waterfall {
  const evenOut = (of: keyof Money): readonly number[] => {
    const steps = lines.map((line) => Math.round(line[of] * 100));
    const signOf = (line: WaterfallLine): number => ((inflowKinds as readonly string[]).includes(line.line) ? 1 : -1);
    const net = lines.reduce((sum, line, index) => sum + signOf(line) * (steps[index] ?? 0), 0);
    const remainder = Math.round(end[of] * 100) - Math.round(start[of] * 100) - net;
    const largest = steps.indexOf(Math.max(...steps));
    return steps.map((step, index) => {
      const line = lines[index];
      return (index === largest && line !== undefined ? step + signOf(line) * remainder : step) / 100;
    });
  };
  const [recurring, oneTime] = [evenOut('recurring'), evenOut('oneTime')];
  const roundedLines = lines.map((line, index) => ({
    ...line,
    recurring: recurring[index] ?? 0,
    oneTime: oneTime[index] ?? 0,
  }));
  return { before, start, lines: roundedLines, end };
}
