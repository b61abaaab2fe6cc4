/** Amount, cost and their billing periods: Autotask computes one from the other. */
import type { OpportunityFields } from '../fields';
import { labelOf } from '../labels';
import { costFields, revenueFields } from '../money';
import {
  valueAfter,
  isEmpty,
  isChanging,
  emptyResult,
  type RuleResult,
  type Rule,
  type RuleInput,
  type ResultingValues,
} from './rule';

const [, ...revenuePeriods] = revenueFields;

const moneySides = [
  { total: 'amount', periods: revenueFields },
  { total: 'cost', periods: costFields },
] as const;
type MoneySide = (typeof moneySides)[number];

/** Provided on create, changed on update. */
const touchesPeriods = (situation: RuleInput, { periods }: MoneySide): boolean =>
  periods.some((field) =>
    situation.stored === undefined ? !isEmpty(situation.changes[field]) : isChanging(situation, field),
  );

const periodsWin: Rule = {
  id: 'R8',
  source:
    'Autotask: Opportunities, on update and create: with billing periods provided or changed, cost and amount are ' +
    'recalculated and any passed in are ignored (the formula is not documented)',
  validate: (situation) => {
    const findings = moneySides
      .filter((side) => touchesPeriods(situation, side))
      .map((side) => recalculatedTotal(situation, side));
    return {
      effects: findings.flatMap(({ effects = [] }) => effects),
      omittedFields: findings.flatMap(({ omittedFields = [] }) => omittedFields),
    };
  },
};

function recalculatedTotal(situation: RuleInput, { total }: MoneySide): RuleResult {
  const ignored = isChanging(situation, total) ? `; the ${labelOf(total)} typed here is ignored` : '';
  const say = `Autotask computes the ${labelOf(total)} from its billing periods${ignored}.`;
  return {
    effects: [{ rule: 'R8', field: total, say, resultingValues: { [total]: 'computed' }, isDataLoss: ignored !== '' }],
    // Required on create all the same.
    omittedFields: situation.stored === undefined ? [] : [total],
  };
}

const amountAlone: Rule = {
  id: 'R9',
  source:
    'Autotask: Opportunities, onetimeRevenue: a new amount is written to the one-time revenue, and the monthly, ' +
    'quarterly, semi-annual and yearly revenue are cleared',
  validate: (situation) => {
    const { amount } = situation.changes;
    if (typeof amount !== 'number' || touchesPeriods(situation, moneySides[0])) return emptyResult;
    const lost = revenuePeriods.filter((field) => (situation.stored?.[field] ?? 0) !== 0);
    const figures = lost.map((field) => `${labelOf(field)} ${String(situation.stored?.[field])}`).join(', ');
    const say =
      lost.length === 0
        ? `The amount becomes one-time revenue: ${amount}.`
        : `A new amount replaces all recurring revenue (${figures}): everything becomes one-time revenue.`;
    const resultingValues = { onetimeRevenue: amount, ...clearedPeriods };
    return { effects: [{ rule: 'R9', field: 'amount', say, resultingValues, isDataLoss: lost.length > 0 }] };
  },
};
const clearedPeriods: ResultingValues = Object.fromEntries(revenuePeriods.map((field) => [field, null]));

const spreadNeedsUnit: Rule = {
  id: 'R22',
  source: 'Autotask: Opportunities, revenueSpread: without revenueSpreadUnit this value will be discarded',
  validate: (situation) => {
    if (isEmpty(situation.changes.revenueSpread)) return emptyResult;
    const unit = valueAfter(situation, 'revenueSpreadUnit');
    // The page does not say whether a stored unit counts, so that it is sent along.
    if (typeof unit === 'string' && unit !== '') return { addedValues: { revenueSpreadUnit: unit } };
    const say = 'A revenue spread without its unit is dropped: choose days, months or years as well.';
    const resultingValues = { revenueSpread: situation.stored?.revenueSpread ?? null };
    return {
      effects: [{ rule: 'R22', field: 'revenueSpread', say, resultingValues, isDataLoss: true }],
      omittedFields: ['revenueSpread'],
    };
  },
};

const allAtOnce: Rule = {
  id: 'R23',
  source: 'Autotask: Opportunities, revenueSpreadUnit: empty and without revenueSpread it becomes "all at once"',
  validate: (situation) => {
    const fields = ['revenueSpread', 'revenueSpreadUnit'] as const;
    const concerned = situation.stored === undefined || fields.some((field) => isChanging(situation, field));
    if (!concerned || !isEmpty(valueAfter(situation, 'revenueSpreadUnit'))) return emptyResult;
    const spread = !isEmpty(situation.stored?.revenueSpread);
    const say = spread
      ? 'Without its unit the revenue spread is dropped: the revenue counts all at once.'
      : 'The revenue counts all at once, since no spread is given.';
    const resultingValues: ResultingValues = {
      revenueSpreadUnit: 'computed',
      ...(spread ? { revenueSpread: 'computed' } : {}),
    };
    return { effects: [{ rule: 'R23', field: 'revenueSpreadUnit', say, resultingValues, isDataLoss: spread }] };
  },
};

const unitAlone: Rule = {
  id: 'R24',
  source: 'Autotask: Opportunities, revenueSpreadUnit without revenueSpread: nothing is said',
  validate: (situation) => {
    if (isEmpty(situation.changes.revenueSpreadUnit) || !isEmpty(valueAfter(situation, 'revenueSpread')))
      return emptyResult;
    const say = 'A unit without a number of them may not be kept.';
    const resultingValues: ResultingValues = { revenueSpreadUnit: 'computed' };
    return { effects: [{ rule: 'R24', field: 'revenueSpreadUnit', say, resultingValues }] };
  },
};

/** The primary quote decides while its totals are used. */
const quoteTotals: Rule = {
  id: 'R25',
  source: 'Autotask: Opportunities, useQuoteTotals: only with a quote, and evaluated against the primary quote',
  validate: (situation) => {
    const { changes, stored, references } = situation;
    if (changes.useQuoteTotals === true && (stored === undefined || references.quotes === 0)) {
      const say = 'Quote totals can be used only once the opportunity has a quote.';
      return { violations: [{ rule: 'R25', field: 'useQuoteTotals', say }] };
    }
    const touched = [...moneySides.flatMap(({ total, periods }) => [total, ...periods])].filter((field) =>
      isChanging(situation, field),
    );
    if (
      valueAfter(situation, 'useQuoteTotals') !== true ||
      (touched.length === 0 && !isChanging(situation, 'useQuoteTotals'))
    ) {
      return emptyResult;
    }
    const computed = Object.fromEntries([...touched, ...moneyFields].map((field) => [field, 'computed']));
    const say = 'Amount and cost come from the primary quote: figures typed here may not be kept.';
    return {
      effects: [
        { rule: 'R25', field: 'useQuoteTotals', say, resultingValues: computed, isDataLoss: touched.length > 0 },
      ],
    };
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
