/** Open opportunities by stage. */
import { groupByStage } from '../../../opportunity/pipeline';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { sumsOf, type Sums } from './sums';

export interface StageSums extends Sums {
  readonly stage: number;
}

/** One line for each stage that has opportunities, in the order given; stages not named there come last. */
export const sumsByStage = (open: readonly OpportunitySnapshot[], order: readonly number[]): readonly StageSums[] =>
  groupByStage(open, ({ stage }) => stage, order).map(([stage, snapshots]) => ({ stage, ...sumsOf(snapshots) }));
