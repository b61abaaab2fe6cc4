/** What earlier readings tell of an opportunity: how often its close was pushed, and since when it is in its stage. */
import { daysBetween } from '../../../core/days';
import { today } from '../../../opportunity/calendar';
import type { OpportunitySnapshot, OpportunityHistory, SnapshotInterval } from '../../../opportunity/snapshot';
import type { DigestScope } from './scope';

export type OpportunityHistories = ReadonlyMap<number, OpportunityHistory>;

/** Spells come oldest first, each opportunity's own at least. `since` is the moment of the very first reading. */
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

/** Its close moved to a later day, and it is still open. */
export const wasPushed = (
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

/** With what is seen now, whether it is kept already or not. */
export const countPushes = (
  now: OpportunitySnapshot,
  history: OpportunityHistory | undefined,
  scope: DigestScope,
): number => (history?.pushes ?? 0) + (wasPushed(history?.last, now, scope) ? 1 : 0);

export interface StageAge {
  readonly days: number;
  readonly exact: boolean;
}

/** How long it is in its stage; undefined when no reading tells. `day` is today in the time zone of the reader. */
export function ageInStage(
  now: OpportunitySnapshot,
  history: OpportunityHistory | undefined,
  { day, timezone }: { day: string; timezone: string },
): StageAge | undefined {
  if (history === undefined) return undefined;
  if (history.last.stage !== now.stage) return { days: 0, exact: true };
  const days = Math.max(0, daysBetween(today(history.stageSince, timezone), day));
  // It cannot have been in a stage before it was there at all.
  const exists = now.created === null ? days : Math.max(0, daysBetween(now.created, day));
  return { days: Math.min(days, exists), exact: history.exact || exists <= days };
}

/** It was known at that moment: when it is open again, it is not new. */
export const wasKnownAt = (histories: OpportunityHistories, id: number, at: Date): boolean => {
  const history = histories.get(id);
  return history !== undefined && history.first <= at;
};
