import { oneTime, recurringPerMonth, weighted } from '../../../src/opportunity/money';
import { totalsByStage, totalsOf } from '../../../src/opportunity/pipeline';
import { anOpportunity, someFields } from '../../support/an-opportunity';

describe('Money', () => {
  it('makes every period monthly and never adds one-time money to it', () => {
    const fields = someFields({
      monthlyRevenue: 100,
      quarterlyRevenue: 300,
      semiannualRevenue: 600,
      yearlyRevenue: 1200,
    });
    expect(recurringPerMonth(fields)).toBe(400);
    expect(oneTime(fields)).toBe(18400);
  });

  it('counts an empty figure as nothing', () => {
    expect(recurringPerMonth(someFields({ monthlyRevenue: null }))).toBe(0);
    expect(weighted(1000, someFields({ probability: null }))).toBe(0);
  });

  it('weighs by probability', () => {
    expect(weighted(1000, someFields({ probability: 30 }))).toBe(300);
  });
});

describe('The pipeline', () => {
  it('adds up recurring and one-time apart', () => {
    const totals = totalsOf([anOpportunity({ probability: 50 }), anOpportunity({ probability: 100 })]);
    expect(totals).toEqual({
      count: 2,
      recurring: 2500,
      oneTime: 36800,
      weightedRecurring: 1875,
      weightedOneTime: 27600,
      weightedAmount: 50100,
    });
  });

  it('groups by stage in the tenant’s order, unknown stages last', () => {
    const groups = totalsByStage(
      [anOpportunity({ stage: 99 }), anOpportunity({ stage: 14 }), anOpportunity({ stage: 11 })],
      [11, 14],
    );
    expect(groups.map(({ stage, count }) => [stage, count])).toEqual([
      [11, 1],
      [14, 1],
      [99, 1],
    ]);
  });
});
