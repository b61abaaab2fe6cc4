/** Open opportunities by stage. */
import type { Figures } from '../figures';
import { grouped, sumsOf, type Sums } from './sums';

export interface StageSums extends Sums {
  readonly stage: number;
}

/** One line for each stage that has opportunities, in the order given; stages not named there come last. */
export function stagesOf(open: readonly Figures[], order: readonly number[]): readonly StageSums[] {
  const place = (stage: number): number => (order.includes(stage) ? order.indexOf(stage) : order.length);
  return [...grouped(open, ({ stage }) => stage)]
    .sort(([a], [b]) => place(a) - place(b) || a - b)
    .map(([stage, figures]) => ({ stage, ...sumsOf(figures) }));
}
