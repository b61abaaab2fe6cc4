/** What happened between two readings: each opportunity once, with everything that changed about it. */
import { today } from '../../../opportunity/calendar';
import type { OpportunitySnapshot, PipelineSnapshot } from '../../../opportunity/snapshot';
import { wasKnownAt, type OpportunityHistories } from './history';
import type { DigestScope } from './scope';

/** In the order in which they matter. `joined` and `left` tell of the filters: it began or ceased to match them. */
export const changeKinds = [
  'won',
  'lost',
  'reopened',
  'new',
  'stage',
  'slipped',
  'pulled in',
  'grown',
  'shrunk',
  'likelier',
  'less likely',
  'joined',
  'left',
  'gone',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface DigestChange {
  readonly id: number;
  /** At least one, the one that matters most first. */
  readonly kinds: readonly [ChangeKind, ...ChangeKind[]];
  readonly before: OpportunitySnapshot | undefined;
  readonly after: OpportunitySnapshot | undefined;
}

/** Two moments to be compared. */
export interface SnapshotComparison {
  readonly before: PipelineSnapshot;
  readonly after: readonly OpportunitySnapshot[];
  readonly scope: DigestScope;
  /** What was known before: one that comes back after it had ended is not new. */
  readonly histories: OpportunityHistories;
  /** Where it is told: days end there. */
  readonly timezone: string;
}
export interface SnapshotBeforeAfter {
  readonly before: OpportunitySnapshot | undefined;
  readonly after: OpportunitySnapshot | undefined;
}

/** The most important first; within a kind the largest amount. */
export function changesBetween(comparison: SnapshotComparison): readonly DigestChange[] {
  const changes = snapshotPairs(comparison).flatMap((pair) => changeOf(pair, comparison) ?? []);
  const amountOf = ({ before, after }: DigestChange): number => (after ?? before)?.amount ?? 0;
  return changes.sort((a, b) => rank(a.kinds[0]) - rank(b.kinds[0]) || amountOf(b) - amountOf(a) || a.id - b.id);
}

const rank = (kind: ChangeKind): number => changeKinds.indexOf(kind);

/** Everything that either reading knows. What had ended long before and is read again is no news, and left out. */
export function snapshotPairs({ before, after, scope, timezone }: SnapshotComparison): readonly SnapshotBeforeAfter[] {
  const remaining = new Map(before.snapshots.map((snapshot) => [snapshot.id, snapshot]));
  const day = today(before.at, timezone);
  const pairs: SnapshotBeforeAfter[] = [];
  for (const snapshot of after) {
    const earlier = remaining.get(snapshot.id);
    remaining.delete(snapshot.id);
    const isOld = earlier === undefined && !scope.isOpen(snapshot) && (snapshot.ended ?? '') < day;
    if (!isOld) pairs.push({ before: earlier, after: snapshot });
  }
  // What had ended is read for a while and then no more: only what was open can go.
  for (const snapshot of remaining.values())
    if (scope.isOpen(snapshot)) pairs.push({ before: snapshot, after: undefined });
  return pairs;
}

function changeOf(pair: SnapshotBeforeAfter, comparison: SnapshotComparison): DigestChange | undefined {
  const kinds = changeKindsOf(pair, comparison);
  const [first, ...others] = changeKinds.filter((kind) => kinds.includes(kind));
  const id = (pair.after ?? pair.before)?.id;
  return first === undefined || id === undefined ? undefined : { id, kinds: [first, ...others], ...pair };
}

function changeKindsOf({ before, after }: SnapshotBeforeAfter, comparison: SnapshotComparison): readonly ChangeKind[] {
  const { includes } = comparison.scope;
  if (after === undefined) return before !== undefined && includes(before) ? ['gone'] : [];
  if (before === undefined) return includes(after) ? newcomerKinds(after, comparison) : [];
  return includes(before) || includes(after) ? transitionKinds(before, after, comparison) : [];
}

/** Of one that both readings know, and that is told of in one of them at least. */
function transitionKinds(
  before: OpportunitySnapshot,
  after: OpportunitySnapshot,
  { scope }: SnapshotComparison,
): readonly ChangeKind[] {
  const [outcomeBefore, outcomeAfter] = [scope.outcome(before), scope.outcome(after)];
  if (outcomeAfter !== 'open') return outcomeBefore === outcomeAfter ? [] : [outcomeAfter];
  const [wasIncluded, isIncluded] = [scope.includes(before), scope.includes(after)];
  if (outcomeBefore !== 'open') return isIncluded ? ['reopened'] : [];
  const membership: readonly ChangeKind[] = wasIncluded === isIncluded ? [] : [wasIncluded ? 'left' : 'joined'];
  return [...openChangeKinds(before, after), ...membership];
}

function newcomerKinds(
  after: OpportunitySnapshot,
  { scope, histories, before: { at } }: SnapshotComparison,
): readonly ChangeKind[] {
  const outcome = scope.outcome(after);
  const entry = wasKnownAt(histories, after.id, at) ? 'reopened' : 'new';
  return outcome === 'open' ? [entry] : [outcome, entry];
}

/** What is different about one that was open and is. */
export function openChangeKinds(before: OpportunitySnapshot, after: OpportunitySnapshot): readonly ChangeKind[] {
  const staysInStage = before.stage === after.stage;
  const likelihood = after.probability - before.probability;
  return [
    ...(staysInStage ? [] : ['stage' as const]),
    ...closeDateKinds(before.close, after.close),
    ...revenueKinds(before, after),
    // Autotask's stages bring their own probability along.
    ...(staysInStage && likelihood > 0 ? ['likelier' as const] : []),
    ...(staysInStage && likelihood < 0 ? ['less likely' as const] : []),
  ];
}

function closeDateKinds(before: string | null, after: string | null): readonly ChangeKind[] {
  if (before === null || after === null || before === after) return [];
  return [after > before ? 'slipped' : 'pulled in'];
}

/** Recurring money may grow while one-time money shrinks; the amount tells where neither moved. */
function revenueKinds(before: OpportunitySnapshot, after: OpportunitySnapshot): readonly ChangeKind[] {
  const money = [after.recurring - before.recurring, after.oneTime - before.oneTime];
  const moved = money.some((by) => by !== 0) ? money : [after.amount - before.amount];
  return [
    ...(moved.some((by) => by > 0) ? ['grown' as const] : []),
    ...(moved.some((by) => by < 0) ? ['shrunk' as const] : []),
  ];
}
