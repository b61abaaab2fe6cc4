/** Sums with the opportunities behind them: in all, by stage, and by the month of the projected close. */
import { totalsOfValues, type Totals, groupByStage, groupBy } from '../../../opportunity/pipeline';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { monthStart } from '../../../opportunity/calendar';

export type Money = Pick<Totals, 'recurring' | 'oneTime'>;

export interface Sums extends Totals {
  /** The opportunities behind it. */
  readonly ids: readonly number[];
}

export const sumsOf = (snapshots: readonly OpportunitySnapshot[]): Sums => ({
  ...totalsOfValues(snapshots),
  ids: snapshots.map(({ id }) => id),
});

export interface StageSums extends Sums {
  readonly stage: number;
}

/** One line for each stage that has opportunities, in the order given; stages not named there come last. */
export const sumsByStage = (open: readonly OpportunitySnapshot[], order: readonly number[]): readonly StageSums[] =>
  groupByStage(open, ({ stage }) => stage, order).map(([stage, snapshots]) => ({ stage, ...sumsOf(snapshots) }));

/** `month` is the first day of one. */
type ForecastPeriod =
  { readonly due: 'overdue' | 'later' | 'undated' } | { readonly due: 'month'; readonly month: string };
export type ForecastLine = ForecastPeriod & { readonly sums: Sums };

/** Months that have a line of their own; what closes after them is later. */
const monthsListed = 4;

/** Lines that are not empty: overdue, month by month, later, without a date. */
export function forecastByMonth(open: readonly OpportunitySnapshot[], day: string): readonly ForecastLine[] {
  const months = Array.from({ length: monthsListed }, (_unused, index) => monthStart(day, index));
  const after = monthStart(day, monthsListed);
  const keyOf = ({ close }: OpportunitySnapshot): string => {
    if (close === null) return 'undated';
    if (close < day) return 'overdue';
    return close >= after ? 'later' : `${close.slice(0, 7)}-01`;
  };
  const groups = groupBy(open, keyOf);
  const periods: readonly ForecastPeriod[] = [
    { due: 'overdue' },
    ...months.map((month) => ({ due: 'month' as const, month })),
    { due: 'later' },
    { due: 'undated' },
  ];
  return periods.flatMap((due) => {
    const group = groups.get(due.due === 'month' ? due.month : due.due);
    return group === undefined ? [] : [{ ...due, sums: sumsOf(group) }];
  });
}
