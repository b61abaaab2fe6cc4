/** What changed between two snapshots: each opportunity once, with all kinds of change. */
import { today } from '../../../opportunity/calendar';
import type { OpportunitySnapshot, PipelineSnapshot } from '../../../opportunity/snapshot';
import { wasKnownAt, type OpportunityHistories } from './history';
import type { DigestScope } from './scope';

/** The most important first. `joined` and `left` are about the filters: it began or ceased to match them. */
const changeKinds = [
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

/** Two moments to compare. */
export interface SnapshotComparison {
  readonly before: PipelineSnapshot;
  readonly after: readonly OpportunitySnapshot[];
  readonly scope: DigestScope;
  /** One that was known before and comes back is reopened, not new. */
  readonly histories: OpportunityHistories;
  /** Of the digest: days end by it. */
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

/** All opportunities in either snapshot, without those that had ended long before and merely appear again. */
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
  // Ended opportunities are read for a while only: just open ones can be gone.
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

/** For one in both snapshots that the filters let through in at least one. */
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

/** For one that was open and still is. */
export function openChangeKinds(before: OpportunitySnapshot, after: OpportunitySnapshot): readonly ChangeKind[] {
  const staysInStage = before.stage === after.stage;
  const likelihood = after.probability - before.probability;
  return [
    ...(staysInStage ? [] : ['stage' as const]),
    ...closeDateKinds(before.close, after.close),
    ...revenueKinds(before, after),
    // In Autotask a stage sets its own probability.
    ...(staysInStage && likelihood > 0 ? ['likelier' as const] : []),
    ...(staysInStage && likelihood < 0 ? ['less likely' as const] : []),
  ];
}

function closeDateKinds(before: string | null, after: string | null): readonly ChangeKind[] {
  if (before === null || after === null || before === after) return [];
  return [after > before ? 'slipped' : 'pulled in'];
}

/** Recurring revenue may grow while one-time revenue shrinks; the amount decides where neither changed. */
function revenueKinds(before: OpportunitySnapshot, after: OpportunitySnapshot): readonly ChangeKind[] {
  const money = [after.recurring - before.recurring, after.oneTime - before.oneTime];
  const moved = money.some((by) => by !== 0) ? money : [after.amount - before.amount];
  return [
    ...(moved.some((by) => by > 0) ? ['grown' as const] : []),
    ...(moved.some((by) => by < 0) ? ['shrunk' as const] : []),
  ];
}
