/** Amount, cost and their billing periods: Autotask computes one from the other. */
import type { OpportunityFields } from '../fields';
import { labelOf } from '../labels';
import { after, isEmpty, isSent, nothing, type Findings, type Rule, type Situation, type Stored } from './rule';

const revenuePeriods = ['monthlyRevenue', 'quarterlyRevenue', 'semiannualRevenue', 'yearlyRevenue'] as const;
const costPeriods = ['monthlyCost', 'quarterlyCost', 'semiannualCost', 'yearlyCost'] as const;

const sides = [
  { total: 'amount', periods: ['onetimeRevenue', ...revenuePeriods] },
  { total: 'cost', periods: ['onetimeCost', ...costPeriods] },
] as const;
type Side = (typeof sides)[number];

/** Provided on create, changed on update. */
const touches = (situation: Situation, { periods }: Side): boolean =>
  periods.some((field) =>
    situation.stored === undefined ? !isEmpty(situation.changes[field]) : isSent(situation, field),
  );

const periodsWin: Rule = {
  id: 'R8',
  source:
    'Autotask: Opportunities, on update and create: with billing periods provided or changed, cost and amount are ' +
    'recalculated and any passed in are ignored (the formula is not documented)',
  judge: (situation) => {
    const findings = sides.filter((side) => touches(situation, side)).map((side) => recalculated(situation, side));
    return {
      effects: findings.flatMap(({ effects = [] }) => effects),
      drops: findings.flatMap(({ drops = [] }) => drops),
    };
  },
};

function recalculated(situation: Situation, { total }: Side): Findings {
  const ignored = isSent(situation, total) ? `; the ${labelOf(total)} typed here is ignored` : '';
  const say = `Autotask computes the ${labelOf(total)} from its billing periods${ignored}.`;
  return {
    effects: [{ rule: 'R8', field: total, say, stores: { [total]: 'computed' }, loses: ignored !== '' }],
    // Required on create all the same.
    drops: situation.stored === undefined ? [] : [total],
  };
}

const amountAlone: Rule = {
  id: 'R9',
  source:
    'Autotask: Opportunities, onetimeRevenue: a new amount is written to the one-time revenue, and the monthly, ' +
    'quarterly, semi-annual and yearly revenue are cleared',
  judge: (situation) => {
    const { amount } = situation.changes;
    if (typeof amount !== 'number' || touches(situation, sides[0])) return nothing;
    const lost = revenuePeriods.filter((field) => (situation.stored?.[field] ?? 0) !== 0);
    const figures = lost.map((field) => `${labelOf(field)} ${String(situation.stored?.[field])}`).join(', ');
    const say =
      lost.length === 0
        ? `The amount becomes one-time revenue: ${amount}.`
        : `A new amount replaces all recurring revenue (${figures}): everything becomes one-time revenue.`;
    const stores = { onetimeRevenue: amount, ...cleared };
    return { effects: [{ rule: 'R9', field: 'amount', say, stores, loses: lost.length > 0 }] };
  },
};
const cleared: Stored = Object.fromEntries(revenuePeriods.map((field) => [field, null]));

const spreadNeedsUnit: Rule = {
  id: 'R22',
  source: 'Autotask: Opportunities, revenueSpread: without revenueSpreadUnit this value will be discarded',
  judge: (situation) => {
    if (isEmpty(situation.changes.revenueSpread)) return nothing;
    const unit = after(situation, 'revenueSpreadUnit');
    // The page does not say whether a stored unit counts, so that it is sent along.
    if (typeof unit === 'string' && unit !== '') return { adds: { revenueSpreadUnit: unit } };
    const say = 'A revenue spread without its unit is dropped: choose days, months or years as well.';
    const stores = { revenueSpread: situation.stored?.revenueSpread ?? null };
    return { effects: [{ rule: 'R22', field: 'revenueSpread', say, stores, loses: true }], drops: ['revenueSpread'] };
  },
};

const allAtOnce: Rule = {
  id: 'R23',
  source: 'Autotask: Opportunities, revenueSpreadUnit: empty and without revenueSpread it becomes "all at once"',
  judge: (situation) => {
    const fields = ['revenueSpread', 'revenueSpreadUnit'] as const;
    const concerned = situation.stored === undefined || fields.some((field) => isSent(situation, field));
    if (!concerned || !isEmpty(after(situation, 'revenueSpreadUnit'))) return nothing;
    const spread = !isEmpty(situation.stored?.revenueSpread);
    const say = spread
      ? 'Without its unit the revenue spread is dropped: the revenue counts all at once.'
      : 'The revenue counts all at once, since no spread is given.';
    const stores: Stored = { revenueSpreadUnit: 'computed', ...(spread ? { revenueSpread: 'computed' } : {}) };
    return { effects: [{ rule: 'R23', field: 'revenueSpreadUnit', say, stores, loses: spread }] };
  },
};

const unitAlone: Rule = {
  id: 'R24',
  source: 'Autotask: Opportunities, revenueSpreadUnit without revenueSpread: nothing is said',
  judge: (situation) => {
    if (isEmpty(situation.changes.revenueSpreadUnit) || !isEmpty(after(situation, 'revenueSpread'))) return nothing;
    const say = 'A unit without a number of them may not be kept.';
    const stores: Stored = { revenueSpreadUnit: 'computed' };
    return { effects: [{ rule: 'R24', field: 'revenueSpreadUnit', say, stores }] };
  },
};

/** The primary quote decides while its totals are used. */
const quoteTotals: Rule = {
  id: 'R25',
  source: 'Autotask: Opportunities, useQuoteTotals: only with a quote, and evaluated against the primary quote',
  judge: (situation) => {
    const { changes, stored, facts } = situation;
    if (changes.useQuoteTotals === true && (stored === undefined || facts.quotes === 0)) {
      const say = 'Quote totals can be used only once the opportunity has a quote.';
      return { violations: [{ rule: 'R25', field: 'useQuoteTotals', say }] };
    }
    const touched = [...sides.flatMap(({ total, periods }) => [total, ...periods])].filter((field) =>
      isSent(situation, field),
    );
    if (after(situation, 'useQuoteTotals') !== true || (touched.length === 0 && !isSent(situation, 'useQuoteTotals'))) {
      return nothing;
    }
    const computed = Object.fromEntries([...touched, ...moneyFields].map((field) => [field, 'computed']));
    const say = 'Amount and cost come from the primary quote: figures typed here may not be kept.';
    return { effects: [{ rule: 'R25', field: 'useQuoteTotals', say, stores: computed, loses: touched.length > 0 }] };
  },
};
const moneyFields = ['amount', 'cost', 'onetimeRevenue', ...revenuePeriods] satisfies (keyof OpportunityFields)[];

export const moneyRules: readonly Rule[] = [
  periodsWin,
  amountAlone,
  spreadNeedsUnit,
  allAtOnce,
  unitAlone,
  quoteTotals,
];
