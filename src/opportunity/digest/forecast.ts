/** Open opportunities by the month of their projected close, what is overdue apart. */
import { monthStart } from '../calendar';
import type { Figures } from '../figures';
import { grouped, sumsOf, type Sums } from './sums';

/** `month` is the first day of one. */
export type Due = { readonly due: 'overdue' | 'later' | 'undated' } | { readonly due: 'month'; readonly month: string };
export type ForecastLine = Due & { readonly sums: Sums };

/** Months that have a line of their own; what closes after them is later. */
const monthsShown = 4;

/** A line where there is something: overdue, month by month, later, without a date. */
export function forecastOf(open: readonly Figures[], day: string): readonly ForecastLine[] {
  const months = Array.from({ length: monthsShown }, (_unused, index) => monthStart(day, index));
  const after = monthStart(day, monthsShown);
  const keyOf = ({ close }: Figures): string => {
    if (close === null) return 'undated';
    if (close < day) return 'overdue';
    return close >= after ? 'later' : `${close.slice(0, 7)}-01`;
  };
  const groups = grouped(open, keyOf);
  const dues: readonly Due[] = [
    { due: 'overdue' },
    ...months.map((month) => ({ due: 'month' as const, month })),
    { due: 'later' },
    { due: 'undated' },
  ];
  return dues.flatMap((due) => {
    const group = groups.get(due.due === 'month' ? due.month : due.due);
    return group === undefined ? [] : [{ ...due, sums: sumsOf(group) }];
  });
}
