/** Sums that know what they are made of: recurring and one-time apart, and the opportunities behind them. */
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { sumOf, weighted } from '../../../opportunity/money';

export interface Money {
  /** Per month. */
  readonly recurring: number;
  readonly oneTime: number;
}
export interface Sums extends Money {
  readonly count: number;
  readonly weightedRecurring: number;
  readonly weightedOneTime: number;
  /** Autotask's own amount × probability, summed. */
  readonly weightedAmount: number;
  /** The opportunities behind it. */
  readonly ids: readonly number[];
}

export function sumsOf(snapshots: readonly OpportunitySnapshot[]): Sums {
  const sum = (of: (one: OpportunitySnapshot) => number): number => sumOf(snapshots, of);
  return {
    count: snapshots.length,
    recurring: sum(({ recurring }) => recurring),
    oneTime: sum(({ oneTime }) => oneTime),
    weightedRecurring: sum((one) => weighted(one.recurring, one)),
    weightedOneTime: sum((one) => weighted(one.oneTime, one)),
    weightedAmount: sum((one) => weighted(one.amount, one)),
    ids: snapshots.map(({ id }) => id),
  };
}

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
