/** The filters of a digest, applied to snapshots of any day. */
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { outcomeOfStatus, type ClosingStatuses, type OpportunityOutcome } from '../../../opportunity/tenant';

/** Absent parts do not filter. */
export interface DigestFilters {
  readonly owner?: readonly number[] | undefined;
  readonly stage?: readonly number[] | undefined;
  readonly category?: readonly number[] | undefined;
  readonly companies?: ReadonlySet<number> | undefined;
  readonly amount?: ((amount: number) => boolean) | undefined;
}

export interface DigestScope {
  readonly outcome: (snapshot: OpportunitySnapshot) => OpportunityOutcome;
  readonly isOpen: (snapshot: OpportunitySnapshot) => boolean;
  /** Whether the filters let it through. Stages filter open opportunities alone. */
  readonly includes: (snapshot: OpportunitySnapshot) => boolean;
}

export function scopeOf(filters: DigestFilters, statuses: ClosingStatuses): DigestScope {
  const { companies, amount } = filters;
  const [owner, stage, category] = [filters.owner, filters.stage, filters.category].map((ids) => ids && new Set(ids));
  const isAmong = (ids: ReadonlySet<number> | undefined, id: number | null): boolean =>
    ids === undefined || (id !== null && ids.has(id));
  const isOpen = (snapshot: OpportunitySnapshot): boolean => statuses.open.includes(snapshot.status);
  return {
    outcome: ({ status }) => outcomeOfStatus(status, statuses),
    isOpen,
    includes: (snapshot) =>
      isAmong(owner, snapshot.owner) &&
      isAmong(category, snapshot.category) &&
      isAmong(companies, snapshot.company) &&
      (amount?.(snapshot.amount) ?? true) &&
      (!isOpen(snapshot) || isAmong(stage, snapshot.stage)),
  };
}
