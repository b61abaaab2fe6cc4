/** Why a figure differs from a week ago: which kinds of change explain most of the difference. */
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import {
  openChangeKinds,
  snapshotPairs,
  type SnapshotComparison,
  type ChangeKind,
  type SnapshotBeforeAfter,
} from './changes';
import { sumOf } from '../../../opportunity/money';
import { wasKnownAt } from './history';
import { groupBy } from '../../../opportunity/pipeline';

export interface VarianceReason {
  readonly kind: ChangeKind;
  /** Its part of the difference, signed. */
  readonly by: number;
  /** The stage to which all of them moved, where it is one. */
  readonly stage: number | undefined;
  readonly ids: readonly number[];
}
export interface Variance {
  /** One or two, the larger first; all in the direction of the difference. */
  readonly reasons: readonly VarianceReason[];
  /** Whether they explain more than half of it. */
  readonly explainsMost: boolean;
}

/** What one opportunity adds to the figure: nothing, or its money × its probability. */
export interface VarianceMeasure {
  counts(snapshot: OpportunitySnapshot): boolean;
  money(snapshot: OpportunitySnapshot): number;
}

interface VariancePart {
  readonly kind: ChangeKind;
  readonly by: number;
  readonly after: OpportunitySnapshot | undefined;
  readonly id: number;
}

/** The difference in parts, each with the kind of change behind it. */
export function varianceParts(comparison: SnapshotComparison, measure: VarianceMeasure): readonly VariancePart[] {
  return snapshotPairs(comparison).flatMap((pair) => {
    const id = (pair.after ?? pair.before)?.id ?? 0;
    return partsOfPair(pair, comparison, measure).flatMap(([kind, by]) =>
      by === 0 ? [] : [{ kind, by, after: pair.after, id }],
    );
  });
}

/** Undefined when there is no difference. */
export function explainVariance(parts: readonly VariancePart[]): Variance | undefined {
  const difference = sumOf(parts, ({ by }) => by);
  if (difference === 0) return undefined;
  const reasons = [...groupBy(parts, ({ kind }) => kind)]
    .map(([kind, of]) => reasonOf(kind, of))
    .filter(({ by }) => by !== 0 && by > 0 === difference > 0)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const half = Math.abs(difference) / 2;
  const [first, second] = reasons;
  const leadingReasons =
    Math.abs(first?.by ?? 0) > half || second === undefined ? reasons.slice(0, 1) : reasons.slice(0, 2);
  return { reasons: leadingReasons, explainsMost: Math.abs(sumOf(leadingReasons, ({ by }) => by)) > half };
}

function reasonOf(kind: ChangeKind, parts: readonly VariancePart[]): VarianceReason {
  const stages = new Set(parts.map(({ after }) => after?.stage));
  const [stage] = stages;
  return {
    kind,
    by: sumOf(parts, ({ by }) => by),
    stage: kind === 'stage' && stages.size === 1 ? stage : undefined,
    ids: [...new Set(parts.map(({ id }) => id))],
  };
}

function partsOfPair(
  pair: SnapshotBeforeAfter,
  comparison: SnapshotComparison,
  measure: VarianceMeasure,
): readonly (readonly [ChangeKind, number])[] {
  const { before, after } = pair;
  const worth = (snapshot: OpportunitySnapshot): number => (measure.money(snapshot) * snapshot.probability) / 100;
  const countedBefore = before !== undefined && measure.counts(before);
  const countsNow = after !== undefined && measure.counts(after);
  if (countedBefore && countsNow) {
    const likelihood = (measure.money(after) * (after.probability - before.probability)) / 100;
    const money = ((measure.money(after) - measure.money(before)) * before.probability) / 100;
    return [
      [likelihoodKind(before, after), likelihood],
      [money > 0 ? 'grown' : 'shrunk', money],
    ];
  }
  if (countsNow) return [[inflowKindOf(before, after, comparison), worth(after)]];
  return countedBefore ? [[outflowKindOf(before, after, comparison), -worth(before)]] : [];
}

function likelihoodKind(before: OpportunitySnapshot, after: OpportunitySnapshot): ChangeKind {
  if (before.stage !== after.stage) return 'stage';
  return after.probability > before.probability ? 'likelier' : 'less likely';
}

function inflowKindOf(
  before: OpportunitySnapshot | undefined,
  after: OpportunitySnapshot,
  { scope, histories, before: { at } }: SnapshotComparison,
): ChangeKind {
  if (before === undefined) return wasKnownAt(histories, after.id, at) ? 'reopened' : 'new';
  if (!scope.isOpen(before)) return 'reopened';
  return scope.includes(before) ? closeMoveKind(before, after) : 'joined';
}

function outflowKindOf(
  before: OpportunitySnapshot,
  after: OpportunitySnapshot | undefined,
  { scope }: SnapshotComparison,
): ChangeKind {
  if (after === undefined) return 'gone';
  const outcome = scope.outcome(after);
  if (outcome !== 'open') return outcome;
  return scope.includes(after) ? closeMoveKind(before, after) : 'left';
}

/** It moved into or out of the month; a missing date counts as later than any. */
const closeMoveKind = (before: OpportunitySnapshot, after: OpportunitySnapshot): ChangeKind =>
  openChangeKinds(before, after).find((kind) => kind === 'slipped' || kind === 'pulled in') ??
  (after.close === null ? 'slipped' : 'pulled in');
