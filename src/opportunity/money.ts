/** Recurring and one-time money, kept apart: they are never added into one figure. */
import type { OpportunityFields } from './fields';

type Revenue = Pick<
  OpportunityFields,
  'onetimeRevenue' | 'monthlyRevenue' | 'quarterlyRevenue' | 'semiannualRevenue' | 'yearlyRevenue'
>;

/** Recurring revenue per month, in the tenant's currency. */
export function recurringPerMonth(of: Revenue): number {
  return (
    (of.monthlyRevenue ?? 0) +
    (of.quarterlyRevenue ?? 0) / 3 +
    (of.semiannualRevenue ?? 0) / 6 +
    (of.yearlyRevenue ?? 0) / 12
  );
}

export function oneTime(of: Revenue): number {
  return of.onetimeRevenue ?? 0;
}

/** Any figure × probability / 100. */
export function weighted(figure: number, of: Pick<OpportunityFields, 'probability'>): number {
  return (figure * (of.probability ?? 0)) / 100;
}
