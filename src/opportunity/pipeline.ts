/** Sums over many opportunities: recurring and one-time apart, and by stage. */
import { datePart } from './calendar';
import { oneTime, recurringPerMonth, sumOf, weighted } from './money';
import type { Opportunity } from './opportunity';
import type { OpportunitySnapshot } from './snapshot';

export interface Totals {
  readonly count: number;
  readonly recurring: number;
  readonly oneTime: number;
  readonly weightedRecurring: number;
  readonly weightedOneTime: number;
  /** Autotask's own amount × probability, summed. */
  readonly weightedAmount: number;
}

/** What is summed up of one opportunity, as it stands in Autotask or in a snapshot. */
type MoneyValues = Pick<OpportunitySnapshot, 'recurring' | 'oneTime' | 'amount' | 'probability'>;

export function totalsOfValues(values: readonly MoneyValues[]): Totals {
  const sum = (amountOf: (one: MoneyValues) => number): number => sumOf(values, amountOf);
  return {
    count: values.length,
    recurring: sum(({ recurring }) => recurring),
    oneTime: sum((one) => one.oneTime),
    weightedRecurring: sum((one) => weighted(one.recurring, one)),
    weightedOneTime: sum((one) => weighted(one.oneTime, one)),
    weightedAmount: sum((one) => weighted(one.amount, one)),
  };
}

export const totalsOf = (opportunities: readonly Opportunity[]): Totals =>
  totalsOfValues(
    opportunities.map(({ fields }) => ({
      recurring: recurringPerMonth(fields),
      oneTime: oneTime(fields),
      amount: fields.amount ?? 0,
      probability: fields.probability ?? 0,
    })),
  );

/** Each group with its own, in the order in which they first come. One pass, however many groups. */
export function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** One group for each stage that has any, in the order given; stages not named there come last. */
export function groupByStage<T>(
  items: readonly T[],
  stageOf: (item: T) => number,
  order: readonly number[],
): readonly (readonly [stage: number, items: readonly T[]])[] {
  const positionOf = (stage: number): number => (order.includes(stage) ? order.indexOf(stage) : order.length);
  return [...groupBy(items, stageOf)].sort(([a], [b]) => positionOf(a) - positionOf(b) || a - b);
}

export interface StageTotals extends Totals {
  readonly stage: number;
}

export const totalsByStage = (
  opportunities: readonly Opportunity[],
  order: readonly number[],
): readonly StageTotals[] =>
  groupByStage(opportunities, ({ fields }) => fields.stage, order).map(([stage, items]) => ({
    stage,
    ...totalsOf(items),
  }));

/** Earliest projected close first; without one last. */
export function compareByClose(a: Opportunity, b: Opportunity): number {
  const [first, second] = [
    datePart(a.fields.projectedCloseDate) ?? '9999',
    datePart(b.fields.projectedCloseDate) ?? '9999',
  ];
  return first.localeCompare(second) || a.id - b.id;
}
