/** Open opportunities by stage. */
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { groupBy, sumsOf, type Sums } from './sums';

export interface StageSums extends Sums {
  readonly stage: number;
}

/** One line for each stage that has opportunities, in the order given; stages not named there come last. */
export function sumsByStage(open: readonly OpportunitySnapshot[], order: readonly number[]): readonly StageSums[] {
  const positionOf = (stage: number): number => (order.includes(stage) ? order.indexOf(stage) : order.length);
  return [...groupBy(open, ({ stage }) => stage)]
    .sort(([a], [b]) => positionOf(a) - positionOf(b) || a - b)
    .map(([stage, snapshots]) => ({ stage, ...sumsOf(snapshots) }));
}
