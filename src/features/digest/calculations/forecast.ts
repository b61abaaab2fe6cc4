/** Open opportunities by the month of their projected close, what is overdue apart. */
import { monthStart } from '../../../opportunity/calendar';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { groupBy } from '../../../opportunity/pipeline';
import { sumsOf, type Sums } from './sums';

/** `month` is the first day of one. */
export type ForecastPeriod =
  { readonly due: 'overdue' | 'later' | 'undated' } | { readonly due: 'month'; readonly month: string };
export type ForecastLine = ForecastPeriod & { readonly sums: Sums };

/** Months that have a line of their own; what closes after them is later. */
const monthsListed = 4;

/** A line where there is something: overdue, month by month, later, without a date. */
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
