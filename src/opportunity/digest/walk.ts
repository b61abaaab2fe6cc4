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
  const { scope } = between;
  const inside = (one: Figures | undefined): one is Figures =>
    one !== undefined && scope.isOpen(one) && scope.holds(one) && one.close !== null && one.close < before;
  const totals = new Map([...entries, ...exits].map((line) => [line, totalling()]));
  const [start, end] = [totalling(), totalling()];
  for (const pair of pairsOf(between)) {
    const id = (pair.after ?? pair.before)?.id ?? 0;
    if (inside(pair.before)) start.add(id, pair.before);
    if (inside(pair.after)) end.add(id, pair.after);
    for (const [line, money] of movesOf(pair, between, inside)) totals.get(line)?.add(id, money);
  }
  const lines = [...totals].map(([line, total]) => ({ line, ...total.sum() }));
  return { before, start: start.sum(), lines: lines.filter(({ count }) => count > 0), end: end.sum() };
}

function movesOf(
  { before, after }: Pair,
  between: Between,
  inside: (one: Figures | undefined) => one is Figures,
): readonly Move[] {
  if (inside(before)) {
    if (after === undefined) return [['gone', before]];
    const grown = growth(before, after);
    return inside(after) ? grown : [...grown, [exitOf(after, between), after]];
  }
  if (inside(after)) return [[entryOf(before, after, between), after]];
  // Won without having stood in it before: it came in, and went out as won.
  return after !== undefined && isWonNow(before, after, between)
    ? [
        [entryOf(before, after, between), after],
        ['won', after],
      ]
    : [];
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
