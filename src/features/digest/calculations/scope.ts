/** What a digest is about: the filters of its subscription, held against figures of any day. */
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { outcomeOfStatus, type ClosingStatuses, type OpportunityOutcome } from '../../../opportunity/tenant';

/** Every part narrows; one that is absent does not. */
export interface DigestFilters {
  readonly owner?: readonly number[] | undefined;
  readonly stage?: readonly number[] | undefined;
  readonly category?: readonly number[] | undefined;
  readonly companies?: ReadonlySet<number> | undefined;
  readonly amount?: ((amount: number) => boolean) | undefined;
}

export interface DigestScope {
  readonly outcome: (figures: OpportunitySnapshot) => OpportunityOutcome;
  readonly isOpen: (figures: OpportunitySnapshot) => boolean;
  /** Whether the digest tells of it. What has ended is in no stage that anybody filters by: its stage is not asked. */
  readonly includes: (figures: OpportunitySnapshot) => boolean;
}

export function scopeOf(filters: DigestFilters, statuses: ClosingStatuses): DigestScope {
  const { companies, amount } = filters;
  const [owner, stage, category] = [filters.owner, filters.stage, filters.category].map((ids) => ids && new Set(ids));
  const isAmong = (ids: ReadonlySet<number> | undefined, id: number | null): boolean =>
    ids === undefined || (id !== null && ids.has(id));
  const isOpen = (figures: OpportunitySnapshot): boolean => statuses.open.includes(figures.status);
  return {
    outcome: ({ status }) => outcomeOfStatus(status, statuses),
    isOpen,
    includes: (figures) =>
      isAmong(owner, figures.owner) &&
      isAmong(category, figures.category) &&
      isAmong(companies, figures.company) &&
      (amount?.(figures.amount) ?? true) &&
      (!isOpen(figures) || isAmong(stage, figures.stage)),
  };
}
