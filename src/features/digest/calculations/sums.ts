/** Sums that know what they are made of: recurring and one-time apart, and the opportunities behind them. */
import { totalsOfValues, type Totals } from '../../../opportunity/pipeline';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';

export type Money = Pick<Totals, 'recurring' | 'oneTime'>;

export interface Sums extends Totals {
  /** The opportunities behind it. */
  readonly ids: readonly number[];
}

export const sumsOf = (snapshots: readonly OpportunitySnapshot[]): Sums => ({
  ...totalsOfValues(snapshots),
  ids: snapshots.map(({ id }) => id),
});
