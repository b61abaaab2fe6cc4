/** One arithmetic for money: whatever adds it up comes to the same, to the last fraction of a cent. */
import fc from 'fast-check';
import { goalCoverage, calculateDailyDigest } from '../../../src/features/digest/calculations/daily';
import { restoreExactMoney, snapshotOf, digestRowOf } from '../../../src/features/digest/calculations/digest-row';
import { sumsOf } from '../../../src/features/digest/calculations/sums';
import { inflowKinds, calculateWaterfall } from '../../../src/features/digest/calculations/waterfall';
import type { OpportunitySnapshot } from '../../../src/opportunity/snapshot';
import { roundToCents, recurringPerMonth, sumOf } from '../../../src/opportunity/money';
import { totalsByStage, totalsOf, type Totals } from '../../../src/opportunity/pipeline';
import type { Opportunity } from '../../../src/opportunity/opportunity';
import { stageRows } from '../../../src/views/stages';
import { anOpportunity, format, picklists } from '../../support/an-opportunity';
import { aReading, digestInput, scope } from '../../support/some-snapshots';

const { statuses } = picklists;
const day = '2026-09-22';
const revenue = (fields: Parameters<typeof anOpportunity>[0], id = 1): Opportunity =>
  anOpportunity({ id, monthlyRevenue: null, onetimeRevenue: null, amount: 0, probability: 100, ...fields });
const figures = (all: readonly Opportunity[]): OpportunitySnapshot[] =>
  all.map((one) => snapshotOf(one, statuses, 'UTC'));
const standings = (all: readonly Opportunity[]) => all.map((one) => digestRowOf(one, statuses, 'UTC'));

const cents = fc.option(
  fc.integer({ min: 0, max: 1e11 }).map((amount) => amount / 100),
  { nil: null },
);
const opportunity = fc.record({
  monthlyRevenue: cents,
  quarterlyRevenue: cents,
  semiannualRevenue: cents,
  yearlyRevenue: cents,
  onetimeRevenue: cents,
  amount: cents,
  probability: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  stage: fc.constantFrom(11, 12, 13, 14, 16, 18, 19),
});
const lists = fc
  .array(opportunity, { maxLength: 40 })
  .map((all) => all.map((fields, index) => anOpportunity({ ...(fields as object), id: index + 1 })));
/** A list, and the same in another order. */
const shuffled = lists.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);
const names = ['recurring', 'oneTime', 'weightedRecurring', 'weightedOneTime', 'weightedAmount'] as const;
const only = (totals: Omit<Totals, 'count'>) => names.map((name) => totals[name]);

describe('Three quarterly deals of 100', () => {
  const three = [1, 2, 3].map((id) => revenue({ quarterlyRevenue: 100 }, id));

  it('are 100 a month in the pipeline and on lists, in a digest, towards a goal and in the walk of a quarter', () => {
    expect(totalsOf(three).recurring).toBe(100);
    const parts = digestInput(figures(three), { day });
    expect(calculateDailyDigest(parts).open.recurring).toBe(100);
    expect(calculateDailyDigest(parts).closing.weightedRecurring).toBe(100);
    expect(calculateDailyDigest(parts).stages.map(({ recurring }) => recurring)).toEqual([100]);
    expect(calculateDailyDigest(parts).forecast.map(({ sums }) => sums.recurring)).toEqual([100]);
    const won = sumsOf(figures(three));
    expect(goalCoverage({ recurring: 100, oneTime: 0 }, won, won).recurring).toEqual({ state: 'reached' });
    const before = aReading('2026-09-15T06:00:00Z');
    const walk = calculateWaterfall(
      { before, after: figures(three), scope, histories: new Map(), timezone: 'UTC' },
      day,
    );
    expect(walk.end.recurring).toBe(100);
    expect(walk.lines.map(({ line, recurring }) => [line, recurring])).toEqual([['new', 100]]);
    expect(format.perMonth(totalsOf(three).recurring)).toBe('$100/mo');
  });

  it('are no news to a digest whose earlier reading was kept in whole cents', () => {
    const now = standings(three);
    const kept = figures(three).map((one) => ({ ...one, recurring: roundToCents(one.recurring) }));
    const weekAgo = restoreExactMoney(aReading('2026-09-15T06:00:00Z', ...kept), now);
    const daily = calculateDailyDigest(digestInput(figures(three), { day, before: weekAgo, weekAgo }));
    expect(daily.changes).toEqual([]);
    expect(daily.comparison).toMatchObject({ recurring: 0, oneTime: 0, variance: undefined });
    const changed = restoreExactMoney(
      aReading('2026-09-15T06:00:00Z', { ...kept[0], recurring: 33.34 } as OpportunitySnapshot),
      now,
    );
    expect(changed?.snapshots[0]?.recurring).toBe(33.34);
  });
});

describe('Whatever is added up', () => {
  it('comes to the same in the pipeline and in a digest, whatever the order', () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const pipeline = totalsOf(list);
        expect(only(totalsOf(other))).toEqual(only(pipeline));
        expect(only(sumsOf(figures(list)))).toEqual(only(pipeline));
        expect(only(sumsOf(figures(other)))).toEqual(only(pipeline));
        expect(only(calculateDailyDigest(digestInput(figures(other), { day })).open)).toEqual(only(pipeline));
      }),
    );
  });

  it('is what whole twelfths of cents come to', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const twelfths = list.reduce((sum, { fields }) => {
          const of = (amount: number | null, times: number): bigint => BigInt(Math.round((amount ?? 0) * 100) * times);
          return (
            sum +
            of(fields.monthlyRevenue, 12) +
            of(fields.quarterlyRevenue, 4) +
            of(fields.semiannualRevenue, 2) +
            of(fields.yearlyRevenue, 1)
          );
        }, 0n);
        expect(totalsOf(list).recurring).toBeCloseTo(Number(twelfths) / 1200, 3);
        expect(roundToCents(totalsOf(list).recurring)).toBeCloseTo(Math.round(Number(twelfths) / 12) / 100, 6);
      }),
    );
  });

  it('is as much in its parts: stages of the pipeline and of a digest, and the rest below a table', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const order = picklists.all('stage').map(({ value }) => value);
        const [stages, inDigest] = [
          totalsByStage(list, order),
          calculateDailyDigest(digestInput(figures(list), { day, stageOrder: order })).stages,
        ];
        expect(inDigest.map(only)).toEqual(stages.map(only));
        const rest = stageRows(stages, { picklists, format }, 1);
        if (stages.length > 1) expect(rest.at(-1)?.recurring).toBe(format.perMonth(totalsOf(list).recurring));
        expect(sumOf(stages, ({ recurring }) => recurring)).toBeCloseTo(totalsOf(list).recurring, 3);
      }),
    );
  });

  it('comes out even to the cent in the walk of a quarter, also where months are thirds of quarters', () => {
    const small = fc.array(fc.record({ was: fc.integer({ max: 9, min: -1 }), is: fc.integer({ max: 9, min: -1 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(small, (deals) => {
        const at = (side: 'was' | 'is'): OpportunitySnapshot[] =>
          figures(
            deals.flatMap((deal, id) =>
              deal[side] < 0 ? [] : [revenue({ quarterlyRevenue: deal[side] / 100, createDate: null }, id + 1)],
            ),
          );
        const before = aReading('2026-09-15T06:00:00Z', ...at('was'));
        const walk = calculateWaterfall({ before, after: at('is'), scope, histories: new Map(), timezone: 'UTC' }, day);
        const isIn = (line: string): boolean => (inflowKinds as readonly string[]).includes(line);
        const moved = walk.lines.reduce(
          (sum, { line, recurring }) => sum + (isIn(line) ? 1 : -1) * Math.round(recurring * 100),
          0,
        );
        expect(Math.round(walk.start.recurring * 100) + moved).toBe(Math.round(walk.end.recurring * 100));
        expect(walk.end.recurring).toBe(sumsOf(at('is')).recurring);
      }),
    );
  });
});

it('Every period is made monthly', () => {
  expect(recurringPerMonth(revenue({ quarterlyRevenue: 100 }).fields)).toBeCloseTo(33.3333, 4);
  expect(recurringPerMonth(revenue({ yearlyRevenue: 100, semiannualRevenue: 50 }).fields)).toBeCloseTo(16.6667, 4);
});
