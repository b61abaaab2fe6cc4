/** The history of an opportunity from earlier snapshots: how often its close was pushed, how long it is in its stage. */
import { daysBetween } from '../../../core/days';
import { today } from '../../../opportunity/calendar';
import type { OpportunitySnapshot, OpportunityHistory, SnapshotInterval } from '../../../opportunity/snapshot';
import type { DigestScope } from './scope';

export type OpportunityHistories = ReadonlyMap<number, OpportunityHistory>;

/** Intervals come oldest first, at least within each opportunity. `since` is the moment of the very first snapshot. */
export function historiesOf(
  intervals: readonly SnapshotInterval[],
  since: Date | undefined,
  scope: Pick<DigestScope, 'isOpen'>,
): OpportunityHistories {
  const histories = new Map<number, OpportunityHistory>();
  for (const interval of intervals) {
    const before = histories.get(interval.snapshot.id);
    histories.set(
      interval.snapshot.id,
      before === undefined ? startHistory(interval, since) : extendHistory(before, interval, scope),
    );
  }
  return histories;
}

const startHistory = ({ snapshot, from }: SnapshotInterval, since: Date | undefined): OpportunityHistory => ({
  last: snapshot,
  first: from,
  pushes: 0,
  stageSince: from,
  exact: since === undefined || from > since,
});

function extendHistory(
  before: OpportunityHistory,
  { snapshot, from }: SnapshotInterval,
  scope: Pick<DigestScope, 'isOpen'>,
): OpportunityHistory {
  const pushes = before.pushes + (wasPushed(before.last, snapshot, scope) ? 1 : 0);
  const stage = before.last.stage === snapshot.stage ? {} : { stageSince: from, exact: true };
  return { ...before, ...stage, pushes, last: snapshot };
}

/** Whether its close moved to a later day while it stayed open. */
const wasPushed = (
  before: OpportunitySnapshot | undefined,
  after: OpportunitySnapshot,
  scope: Pick<DigestScope, 'isOpen'>,
): boolean =>
  before !== undefined &&
  scope.isOpen(before) &&
  scope.isOpen(after) &&
  before.close !== null &&
  after.close !== null &&
  after.close > before.close;

/** Including a push that is not stored yet. */
export const countPushes = (
  now: OpportunitySnapshot,
  history: OpportunityHistory | undefined,
  scope: DigestScope,
): number => (history?.pushes ?? 0) + (wasPushed(history?.last, now, scope) ? 1 : 0);

export interface StageAge {
  readonly days: number;
  readonly exact: boolean;
}

/** How long it is in its stage; undefined without snapshots. `day` is today in `timezone`. */
export function ageInStage(
  now: OpportunitySnapshot,
  history: OpportunityHistory | undefined,
  { day, timezone }: { day: string; timezone: string },
): StageAge | undefined {
  if (history === undefined) return undefined;
  if (history.last.stage !== now.stage) return { days: 0, exact: true };
  const days = Math.max(0, daysBetween(today(history.stageSince, timezone), day));
  // It cannot have been in a stage before it was created.
  const exists = now.created === null ? days : Math.max(0, daysBetween(now.created, day));
  return { days: Math.min(days, exists), exact: history.exact || exists <= days };
}

/** One that was known at that moment is reopened, not new. */
export const wasKnownAt = (histories: OpportunityHistories, id: number, at: Date): boolean => {
  const history = histories.get(id);
  return history !== undefined && history.first <= at;
};
