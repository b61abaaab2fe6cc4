/** Recurring and one-time money, kept apart: they are never added into one figure. And how money is added up: exactly. */
import type { FieldName, OpportunityFields } from './fields';

/** Of each billing period, one-time first: Autotask computes `amount` from the one, and `cost` from the other. */
export const revenueFields = [
  'onetimeRevenue',
  'monthlyRevenue',
  'quarterlyRevenue',
  'semiannualRevenue',
  'yearlyRevenue',
] as const satisfies readonly FieldName[];
export const costFields = [
  'onetimeCost',
  'monthlyCost',
  'quarterlyCost',
  'semiannualCost',
  'yearlyCost',
] as const satisfies readonly FieldName[];

type Revenue = Pick<OpportunityFields, (typeof revenueFields)[number]>;

/** Recurring revenue per month, in the tenant's currency. Not rounded: three thirds of 100 are 100. */
export function recurringPerMonth(of: Revenue): number {
  const perYear =
    (of.monthlyRevenue ?? 0) * 12 +
    (of.quarterlyRevenue ?? 0) * 4 +
    (of.semiannualRevenue ?? 0) * 2 +
    (of.yearlyRevenue ?? 0);
  return perYear / 12;
}

export function oneTime(of: Revenue): number {
  return of.onetimeRevenue ?? 0;
}

/** Any figure × probability / 100. */
export function weighted(figure: number, of: Pick<OpportunityFields, 'probability'>): number {
  return (figure * (of.probability ?? 0)) / 100;
}

/** A twelfth of a cent by a percent: of cents per period, by the month and by a probability, all are so many of these. */
const unitsPerCurrencyUnit = 12 * 100 * 100;

/**
 * The one way in which money is added up: in whole units, divided once at the end. The same whatever the order, and not
 * rounded to cents, which is left to whatever shows it.
 */
export function sumOf<T>(items: readonly T[], amountOf: (item: T) => number): number {
  let sum = 0n;
  for (const item of items) sum += BigInt(Math.round(amountOf(item) * unitsPerCurrencyUnit));
  return Number(sum) / unitsPerCurrencyUnit;
}

/** Of one amount, in the tenant's currency. */
export const roundToCents = (amount: number): number => Math.round(amount * 100) / 100;
