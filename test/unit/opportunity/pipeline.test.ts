import { digestOf } from '../../../src/opportunity/digest';
import { oneTime, recurringPerMonth, weighted } from '../../../src/opportunity/money';
import { byStage, needsAttention, totalsOf, worriesOf } from '../../../src/opportunity/pipeline';
import { anOpportunity, fieldsOf, picklists } from '../../support/an-opportunity';

const day = '2026-09-22';

describe('Money', () => {
  it('makes every period monthly and never adds one-time money to it', () => {
    const fields = fieldsOf({
      monthlyRevenue: 100,
      quarterlyRevenue: 300,
      semiannualRevenue: 600,
      yearlyRevenue: 1200,
    });
    expect(recurringPerMonth(fields)).toBe(400);
    expect(oneTime(fields)).toBe(18400);
  });

  it('counts an empty figure as nothing', () => {
    expect(recurringPerMonth(fieldsOf({ monthlyRevenue: null }))).toBe(0);
    expect(weighted(1000, fieldsOf({ probability: null }))).toBe(0);
  });

  it('weighs by probability', () => {
    expect(weighted(1000, fieldsOf({ probability: 30 }))).toBe(300);
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
    const groups = byStage(
      [anOpportunity({ stage: 99 }), anOpportunity({ stage: 14 }), anOpportunity({ stage: 11 })],
      [11, 14],
    );
    expect(groups.map(({ stage, count }) => [stage, count])).toEqual([
      [11, 1],
      [14, 1],
      [99, 1],
    ]);
  });

  it('says what is wrong with a neglected opportunity', () => {
    const neglected = anOpportunity({
      projectedCloseDate: '2026-09-01T00:00:00',
      nextStep: null,
      lastActivity: '2026-07-01T00:00:00Z',
      amount: 0,
      onetimeRevenue: null,
      monthlyRevenue: null,
    });
    expect(worriesOf(neglected, day)).toEqual(['overdue', 'no next step', 'quiet', 'no revenue']);
  });

  it('does not call today’s close overdue', () => {
    expect(worriesOf(anOpportunity({ projectedCloseDate: `${day}T00:00:00` }), day)).toEqual([]);
  });

  it('puts the worst first, then the longest overdue', () => {
    const late = anOpportunity({ id: 1, projectedCloseDate: '2026-09-10T00:00:00' });
    const later = anOpportunity({ id: 2, projectedCloseDate: '2026-09-01T00:00:00' });
    const worst = anOpportunity({ id: 3, projectedCloseDate: '2026-09-20T00:00:00', nextStep: '' });
    const fine = anOpportunity({ id: 4 });
    expect(needsAttention([late, fine, later, worst], day).map(({ opportunity }) => opportunity.id)).toEqual([3, 2, 1]);
  });
});

describe('The digest', () => {
  it('counts what closes, was won and was lost this month, and nothing of other months', () => {
    const won = anOpportunity({ status: 3, closedDate: '2026-09-01T00:00:00' });
    const implemented = anOpportunity({ status: 4, closedDate: '2026-09-30T00:00:00' });
    const wonBefore = anOpportunity({ status: 3, closedDate: '2026-08-31T00:00:00' });
    const lost = anOpportunity({ status: 2, lostDate: '2026-09-15T10:00:00Z' });
    const digest = digestOf({
      open: [anOpportunity(), anOpportunity({ projectedCloseDate: '2026-10-01T00:00:00' })],
      ended: [won, implemented, wonBefore, lost],
      statuses: picklists.statuses,
      stageOrder: [13],
      day,
    });
    expect(digest.open.count).toBe(2);
    expect(digest.closingThisMonth).toMatchObject({ count: 1, weightedRecurring: 625, weightedOneTime: 9200 });
    expect(digest.wonThisMonth).toMatchObject({ count: 2, recurring: 2500 });
    expect(digest.lostThisMonth).toMatchObject({ count: 1, oneTime: 18400 });
  });
});
