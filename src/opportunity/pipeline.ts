/** Sums over many opportunities: recurring and one-time apart, and by stage. */
import { datePart } from './calendar';
import { oneTime, recurringPerMonth, sumOf, weighted } from './money';
import type { Opportunity } from './opportunity';

export interface Totals {
  readonly count: number;
  readonly recurring: number;
  readonly oneTime: number;
  readonly weightedRecurring: number;
  readonly weightedOneTime: number;
  /** Autotask's own amount × probability, summed. */
  readonly weightedAmount: number;
}

export function totalsOf(opportunities: readonly Opportunity[]): Totals {
  const sum = (figure: (fields: Opportunity['fields']) => number): number =>
    sumOf(opportunities, ({ fields }) => figure(fields));
  return {
    count: opportunities.length,
    recurring: sum(recurringPerMonth),
    oneTime: sum(oneTime),
    weightedRecurring: sum((fields) => weighted(recurringPerMonth(fields), fields)),
    weightedOneTime: sum((fields) => weighted(oneTime(fields), fields)),
    weightedAmount: sum((fields) => weighted(fields.amount ?? 0, fields)),
  };
}

export interface StageTotals extends Totals {
  readonly stage: number;
}

/** One line for each stage that has opportunities, in the order given; stages not named there come last. */
export function totalsByStage(opportunities: readonly Opportunity[], order: readonly number[]): readonly StageTotals[] {
  const stages = [...new Set(opportunities.map(({ fields }) => fields.stage))];
  const positionOf = (stage: number): number => (order.includes(stage) ? order.indexOf(stage) : order.length);
  return stages
    .sort((a, b) => positionOf(a) - positionOf(b) || a - b)
    .map((stage) => ({ stage, ...totalsOf(opportunities.filter(({ fields }) => fields.stage === stage)) }));
}

/** Earliest projected close first; without one last. */
export function compareByClose(a: Opportunity, b: Opportunity): number {
  const [first, second] = [
    datePart(a.fields.projectedCloseDate) ?? '9999',
    datePart(b.fields.projectedCloseDate) ?? '9999',
  ];
  return first.localeCompare(second) || a.id - b.id;
}
