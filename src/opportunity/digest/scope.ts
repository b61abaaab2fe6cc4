/** What a digest is about: the filters of its subscription, held against figures of any day. */
import type { Figures } from '../figures';
import { outcomeOfStatus, type ClosingStatuses, type Outcome } from '../outcome';

/** Every part narrows; one that is absent does not. */
export interface Filters {
  readonly owner?: readonly number[] | undefined;
  readonly stage?: readonly number[] | undefined;
  readonly category?: readonly number[] | undefined;
  readonly companies?: ReadonlySet<number> | undefined;
  readonly amount?: ((amount: number) => boolean) | undefined;
}

export interface Scope {
  readonly outcome: (figures: Figures) => Outcome;
  readonly isOpen: (figures: Figures) => boolean;
  /** Whether the digest tells of it. What has ended is in no stage that anybody filters by: its stage is not asked. */
  readonly holds: (figures: Figures) => boolean;
}

export function scopeOf(filters: Filters, statuses: ClosingStatuses): Scope {
  const { companies, amount } = filters;
  const [owner, stage, category] = [filters.owner, filters.stage, filters.category].map((ids) => ids && new Set(ids));
  const among = (ids: ReadonlySet<number> | undefined, id: number | null): boolean =>
    ids === undefined || (id !== null && ids.has(id));
  const isOpen = (figures: Figures): boolean => statuses.open.includes(figures.status);
  return {
    outcome: ({ status }) => outcomeOfStatus(status, statuses),
    isOpen,
    holds: (figures) =>
      among(owner, figures.owner) &&
      among(category, figures.category) &&
      among(companies, figures.company) &&
      (amount?.(figures.amount) ?? true) &&
      (!isOpen(figures) || among(stage, figures.stage)),
  };
}
