/** Why a figure is another one than a week ago: which kind of change explains most of the difference. */
import type { Figures } from '../figures';
import { differences, pairsOf, type Between, type ChangeKind, type Pair } from './changes';
import { sumOf } from '../money';
import { wasKnown } from './past';
import { grouped } from './sums';

export interface Reason {
  readonly kind: ChangeKind;
  /** How much of the difference is from it, with its sign. */
  readonly by: number;
  /** Where all of them moved to, when it is one stage. */
  readonly stage: number | undefined;
  readonly ids: readonly number[];
}
export interface Why {
  /** One or two, the one that explains most first; all in the direction of the difference. */
  readonly reasons: readonly Reason[];
  /** Whether they explain more than half of it. */
  readonly mainly: boolean;
}

/** What one opportunity adds to the figure: nothing, or some money by its probability. */
export interface Measure {
  counts(figures: Figures): boolean;
  money(figures: Figures): number;
}

interface Part {
  readonly kind: ChangeKind;
  readonly by: number;
  readonly after: Figures | undefined;
  readonly id: number;
}

/** Every part of the difference with the kind of change that made it: together they are the difference. */
export function partsOf(between: Between, measure: Measure): readonly Part[] {
  return pairsOf(between).flatMap((pair) => {
    const id = (pair.after ?? pair.before)?.id ?? 0;
    return partsOfPair(pair, between, measure).flatMap(([kind, by]) =>
      by === 0 ? [] : [{ kind, by, after: pair.after, id }],
    );
  });
}

/** Undefined when there is no difference. */
export function whyOf(parts: readonly Part[]): Why | undefined {
  const difference = sumOf(parts, ({ by }) => by);
  if (difference === 0) return undefined;
  const reasons = [...grouped(parts, ({ kind }) => kind)]
    .map(([kind, of]) => reasonOf(kind, of))
    .filter(({ by }) => by !== 0 && by > 0 === difference > 0)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const half = Math.abs(difference) / 2;
  const [first, second] = reasons;
  const shown = Math.abs(first?.by ?? 0) > half || second === undefined ? reasons.slice(0, 1) : reasons.slice(0, 2);
  return { reasons: shown, mainly: Math.abs(sumOf(shown, ({ by }) => by)) > half };
}

function reasonOf(kind: ChangeKind, parts: readonly Part[]): Reason {
  const stages = new Set(parts.map(({ after }) => after?.stage));
  const [stage] = stages;
  return {
    kind,
    by: sumOf(parts, ({ by }) => by),
    stage: kind === 'stage' && stages.size === 1 ? stage : undefined,
    ids: [...new Set(parts.map(({ id }) => id))],
  };
}

function partsOfPair(pair: Pair, between: Between, measure: Measure): readonly (readonly [ChangeKind, number])[] {
  const { before, after } = pair;
  const worth = (figures: Figures): number => (measure.money(figures) * figures.probability) / 100;
  const was = before !== undefined && measure.counts(before);
  const is = after !== undefined && measure.counts(after);
  if (was && is) {
    const likelihood = (measure.money(after) * (after.probability - before.probability)) / 100;
    const money = ((measure.money(after) - measure.money(before)) * before.probability) / 100;
    return [
      [likelihoodKind(before, after), likelihood],
      [money > 0 ? 'grown' : 'shrunk', money],
    ];
  }
  if (is) return [[entryOf(before, after, between), worth(after)]];
  return was ? [[exitOf(before, after, between), -worth(before)]] : [];
}

function likelihoodKind(before: Figures, after: Figures): ChangeKind {
  if (before.stage !== after.stage) return 'stage';
  return after.probability > before.probability ? 'likelier' : 'less likely';
}

function entryOf(before: Figures | undefined, after: Figures, { scope, pasts, before: { at } }: Between): ChangeKind {
  if (before === undefined) return wasKnown(pasts, after.id, at) ? 'reopened' : 'new';
  if (!scope.isOpen(before)) return 'reopened';
  return scope.holds(before) ? moveOf(before, after) : 'joined';
}

function exitOf(before: Figures, after: Figures | undefined, { scope }: Between): ChangeKind {
  if (after === undefined) return 'gone';
  const outcome = scope.outcome(after);
  if (outcome !== 'open') return outcome;
  return scope.holds(after) ? moveOf(before, after) : 'left';
}

/** It moved into the month, or out of it: a date that was not there before counts as later than any. */
const moveOf = (before: Figures, after: Figures): ChangeKind =>
  differences(before, after).find((kind) => kind === 'slipped' || kind === 'pulled in') ??
  (after.close === null ? 'slipped' : 'pulled in');
