/** How the pipeline of a quarter came from what it was to what it is: every line counted, and it comes out even. */
import { quarterEnd } from '../calendar';
import type { Figures } from '../figures';
import { pairsOf, type Between, type Pair } from './changes';
import { wasKnown } from './past';
import type { Money } from './sums';

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

export function walkOf(between: Between, day: string): Walk {
  const before = quarterEnd(day);
  const inside = insideOf(between, before);
  const pairs = pairsOf(between);
  const totals = new Map([...entries, ...exits].map((line) => [line, totalling()]));
  for (const pair of pairs) {
    const id = (pair.after ?? pair.before)?.id ?? 0;
    for (const [line, money] of movesOf(pair, between, inside)) totals.get(line)?.add(id, money);
  }
  const lines = [...totals].map(([line, total]) => ({ line, ...total.sum() })).filter(({ count }) => count > 0);
  const standing = (side: keyof Pair): WalkSum => sumOf(pairs.flatMap((pair) => pair[side] ?? []).filter(inside));
  return { before, start: standing('before'), lines, end: standing('after') };
}

const insideOf =
  ({ scope }: Between, before: string) =>
  (one: Figures): boolean =>
    scope.isOpen(one) && scope.holds(one) && one.close !== null && one.close < before;

function sumOf(figures: readonly Figures[]): WalkSum {
  const total = totalling();
  for (const one of figures) total.add(one.id, one);
  return total.sum();
}

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

/** Adds in whole cents, so that nothing is lost on the way. */
function totalling() {
  const ids: number[] = [];
  let [recurring, oneTime] = [0, 0];
  return {
    add(id: number, money: Money): void {
      ids.push(id);
      recurring += Math.round(money.recurring * 100);
      oneTime += Math.round(money.oneTime * 100);
    },
    sum: (): WalkSum => ({ count: ids.length, recurring: recurring / 100, oneTime: oneTime / 100, ids }),
  };
}
