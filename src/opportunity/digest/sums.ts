/** Sums that know what they are made of: recurring and one-time apart, and the opportunities behind them. */
import type { Figures } from '../figures';

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

export function sumsOf(figures: readonly Figures[]): Sums {
  const sum = (of: (one: Figures) => number): number => whole(figures.reduce((total, one) => total + of(one), 0));
  return {
    count: figures.length,
    recurring: sum(({ recurring }) => recurring),
    oneTime: sum(({ oneTime }) => oneTime),
    weightedRecurring: sum(({ recurring, probability }) => (recurring * probability) / 100),
    weightedOneTime: sum(({ oneTime, probability }) => (oneTime * probability) / 100),
    weightedAmount: sum(({ amount, probability }) => (amount * probability) / 100),
    ids: figures.map(({ id }) => id),
  };
}

/** Without the dust that fractions of two leave behind. */
export const whole = (amount: number): number => Math.round(amount * 10_000) / 10_000 + 0;

/** Each group with its own, in the order in which they first come. One pass, however many groups. */
export function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
