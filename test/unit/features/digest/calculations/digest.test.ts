import { dailyDrillDown, weeklyDrillDown } from '../../../../../src/features/digest/calculations/drill-down';
import { changesBetween } from '../../../../../src/features/digest/calculations/changes';
import { calculateDailyDigest } from '../../../../../src/features/digest/calculations/daily';
import { scopeOf } from '../../../../../src/features/digest/calculations/scope';
import { snapshotOf } from '../../../../../src/features/digest/calculations/digest-row';
import { calculateWaterfall } from '../../../../../src/features/digest/calculations/waterfall';
import { calculateWeeklyDigest } from '../../../../../src/features/digest/calculations/weekly';
import type { OpportunitySnapshot, PipelineSnapshot } from '../../../../../src/opportunity/snapshot';
import { anOpportunity, picklists } from '../../../../support/an-opportunity';
import { intervalsIn } from '../../../../support/memory-snapshots';
import {
  aReading,
  aDigestRow,
  digestInput,
  lost,
  historiesIn,
  scope,
  aSnapshot,
  won,
} from '../../../../support/some-snapshots';

const monday = '2026-09-21T06:00:00Z';
const weekAgo = '2026-09-15T06:00:00Z';
const kindsOf = (before: PipelineSnapshot, after: OpportunitySnapshot[], more = {}) =>
  changesBetween({ before, after, scope, histories: new Map(), timezone: 'UTC', ...more }).map(({ id, kinds }) => [
    id,
    ...kinds,
  ]);

describe('What is remembered of an opportunity', () => {
  it('is its figures, recurring per month and not rounded', () => {
    const one = anOpportunity({ id: 7, quarterlyRevenue: 100, monthlyRevenue: null, opportunityCategoryID: 3 });
    expect(snapshotOf(one, picklists.statuses)).toEqual(
      aSnapshot({ id: 7, category: 3, recurring: 100 / 3, created: '2026-08-03' }),
    );
  });

  it('has the day of its end once it has one', () => {
    const closed = anOpportunity({ status: 4, closedDate: '2026-09-20T00:00:00', lostDate: '2026-01-01T00:00:00Z' });
    expect(snapshotOf(closed, picklists.statuses).ended).toBe('2026-09-20');
    const gone = anOpportunity({ status: 2, lostDate: '2026-09-19T10:00:00Z' });
    expect(snapshotOf(gone, picklists.statuses).ended).toBe('2026-09-19');
  });
});

describe('What changed', () => {
  it('tells what matters most first, and every change of one opportunity together', () => {
    const before = aReading(
      monday,
      aSnapshot({ id: 1 }),
      aSnapshot({ id: 2 }),
      aSnapshot({ id: 3 }),
      aSnapshot({ id: 4 }),
    );
    const after = [
      aSnapshot({ id: 1, recurring: 1300 }),
      aSnapshot({ id: 2, stage: 14, close: '2026-10-30', oneTime: 100 }),
      won({ id: 3 }),
      aSnapshot({ id: 5 }),
      lost({ id: 4 }),
    ];
    expect(kindsOf(before, after)).toEqual([
      [3, 'won'],
      [4, 'lost'],
      [5, 'new'],
      [2, 'stage', 'slipped', 'shrunk'],
      [1, 'grown'],
    ]);
  });

  it('says nothing of what had ended before, and calls what comes back reopened', () => {
    const histories = historiesIn(intervalsIn([aReading(weekAgo, lost({ id: 8, ended: '2026-09-01' }))]));
    const before = aReading(monday, won({ id: 6 }), lost({ id: 7 }));
    expect(kindsOf(before, [won({ id: 6, status: 4 }), won({ id: 9, ended: '2026-09-03' })], { histories })).toEqual(
      [],
    );
    expect(kindsOf(before, [aSnapshot({ id: 7 }), aSnapshot({ id: 8 })], { histories })).toEqual([
      [7, 'reopened'],
      [8, 'reopened'],
    ]);
  });

  it('tells of one that was created and won meanwhile', () => {
    expect(kindsOf(aReading(monday), [won({ id: 6, ended: '2026-09-22' })])).toEqual([[6, 'won', 'new']]);
  });

  it('tells of one that began or ceased to match the filters, with what made it so', () => {
    const narrowed = scopeOf({ owner: [7] }, picklists.statuses);
    const before = aReading(
      monday,
      aSnapshot({ id: 1, owner: 7 }),
      aSnapshot({ id: 2, owner: 8 }),
      aSnapshot({ id: 3, owner: 8 }),
    );
    const after = [aSnapshot({ id: 1, owner: 8 }), aSnapshot({ id: 2, owner: 7, stage: 14 }), won({ id: 3, owner: 8 })];
    expect(kindsOf(before, after, { scope: narrowed })).toEqual([
      [2, 'stage', 'joined'],
      [1, 'left'],
    ]);
  });
});

describe('The headline', () => {
  it('says which kind of change made most of the difference, and to which stage they moved', () => {
    const before = aReading(weekAgo, aSnapshot({ id: 1 }), aSnapshot({ id: 2 }), aSnapshot({ id: 3, probability: 20 }));
    const now = [
      aSnapshot({ id: 1, stage: 14, probability: 75 }),
      aSnapshot({ id: 2, stage: 14, probability: 75 }),
      aSnapshot({ id: 3, probability: 10 }),
    ];
    const { comparison } = calculateDailyDigest(digestInput(now, { weekAgo: before }));
    expect(comparison).toMatchObject({ recurring: 500, at: new Date(weekAgo) });
    expect(comparison?.variance).toEqual({
      of: 'recurring',
      explainsMost: true,
      reasons: [{ kind: 'stage', by: 625, stage: 14, ids: [1, 2] }],
    });
  });

  it('names two kinds where one does not explain half of it', () => {
    const before = aReading(weekAgo, aSnapshot({ id: 1 }), aSnapshot({ id: 2 }), aSnapshot({ id: 3 }));
    const now = [lost({ id: 1 }), aSnapshot({ id: 2, close: '2026-10-02' }), aSnapshot({ id: 3, probability: 0 })];
    const { comparison } = calculateDailyDigest(digestInput(now, { weekAgo: before }));
    expect(comparison?.variance?.reasons.map(({ kind, by }) => [kind, by])).toEqual([
      ['lost', -625],
      ['slipped', -625],
    ]);
    expect(comparison?.variance?.explainsMost).toBe(true);
  });

  it('compares what closes in the same month, also in the first days of it', () => {
    const september = aSnapshot({ id: 1, close: '2026-09-28' });
    const october = aSnapshot({ id: 2, close: '2026-10-20' });
    const before = aReading('2026-09-25T06:00:00Z', september, october);
    const { comparison } = calculateDailyDigest(digestInput([october], { weekAgo: before, day: '2026-10-02' }));
    expect(comparison).toMatchObject({ recurring: 0, oneTime: 0, variance: undefined });
  });

  it('has nothing to compare with on the first day', () => {
    const daily = calculateDailyDigest(digestInput([aSnapshot()]));
    expect([daily.comparison, daily.since, daily.changes, daily.quiet]).toEqual([undefined, undefined, [], false]);
  });

  it('measures the goal by what closes this month and what is still missing', () => {
    const now = [aSnapshot({ id: 1, recurring: 1200 }), won({ id: 2, recurring: 400, oneTime: 5000 })];
    const { coverage } = calculateDailyDigest(digestInput(now, { goal: { recurring: 1000, oneTime: 5000 } }));
    expect(coverage).toEqual({
      recurring: { state: 'open', missing: 600, times: 2 },
      oneTime: { state: 'reached' },
    });
  });
});

describe('What needs a hand', () => {
  it('is overdue, without a next step, stuck, quiet or without revenue', () => {
    const figures = aSnapshot({
      id: 1,
      close: '2026-09-20',
      recurring: 0,
      oneTime: 0,
      amount: 0,
      created: '2026-06-01',
    });
    const histories = historiesIn(intervalsIn([aReading('2026-07-01T06:00:00Z', figures)]));
    const rows = [
      aDigestRow(figures, { hasNextStep: false, lastActiveDay: '2026-08-01' }),
      aDigestRow(aSnapshot({ id: 2 })),
    ];
    const { attention } = calculateDailyDigest(digestInput([], { rows, histories }));
    expect(attention).toMatchObject([
      {
        reasons: ['overdue', 'no next step', 'stuck', 'quiet', 'no revenue'],
        quietDays: 52,
        age: { days: 83, exact: true },
      },
    ]);
  });

  it('knows that what was there in the first reading may be in its stage for longer', () => {
    const figures = aSnapshot({ id: 1, created: '2026-01-01' });
    const since = new Date('2026-07-01T06:00:00Z');
    const histories = historiesIn(intervalsIn([{ at: since, snapshots: [figures] }]), since);
    const { attention } = calculateDailyDigest(digestInput([figures], { histories }));
    expect(attention).toMatchObject([{ reasons: ['stuck'], age: { days: 83, exact: false } }]);
  });

  it('asks a threshold for each stage', () => {
    const figures = aSnapshot({ id: 1 });
    const histories = historiesIn(intervalsIn([aReading('2026-09-12T06:00:00Z', figures)]));
    const worried = (stuckDays: (stage: number) => number) =>
      calculateDailyDigest(digestInput([figures], { histories, thresholds: { soonDays: 7, quietDays: 30, stuckDays } }))
        .attention.length;
    expect([worried((stage) => (stage === 13 ? 9 : 99)), worried((stage) => (stage === 13 ? 10 : 1))]).toEqual([1, 0]);
  });
});

describe('The week', () => {
  const start = aReading(
    weekAgo,
    aSnapshot({ id: 1 }),
    aSnapshot({ id: 2 }),
    aSnapshot({ id: 3 }),
    aSnapshot({ id: 4, close: '2026-11-02' }),
    aSnapshot({ id: 5, close: '2026-11-02' }),
  );
  const now = [
    won({ id: 1, recurring: 1300, stage: 16 }),
    aSnapshot({ id: 2, close: '2026-10-09' }),
    aSnapshot({ id: 3, oneTime: 20_000 }),
    aSnapshot({ id: 4, close: '2026-09-30' }),
    won({ id: 5 }),
    aSnapshot({ id: 6 }),
  ];

  it('walks from the quarter’s pipeline of then to that of now', () => {
    const walk = calculateWaterfall(
      { before: start, after: now, scope, histories: new Map(), timezone: 'UTC' },
      '2026-09-22',
    );
    expect(walk.before).toBe('2026-10-01');
    expect(walk.start).toMatchObject({ count: 3, recurring: 3750 });
    expect(walk.lines.map(({ line, count, recurring, oneTime }) => [line, count, recurring, oneTime])).toEqual([
      ['new', 1, 1250, 18_400],
      ['pulled in', 2, 2500, 36_800],
      ['grown', 2, 50, 1600],
      ['slipped out', 1, 1250, 18_400],
      ['won', 2, 2550, 36_800],
    ]);
    expect(walk.end).toMatchObject({ count: 3, recurring: 3750 });
  });

  it('counts slips by owner and flags the third push', () => {
    const pushes = ['2026-09-25', '2026-09-28', '2026-10-02'].map((close, index) =>
      aReading(`2026-09-0${String(index + 1)}T06:00:00Z`, aSnapshot({ id: 2, close })),
    );
    const before = aReading(weekAgo, aSnapshot({ id: 2, close: '2026-10-02' }), aSnapshot({ id: 3, owner: 5 }));
    const after = [aSnapshot({ id: 2, close: '2026-10-09' }), aSnapshot({ id: 3, owner: 5, close: '2026-09-27' })];
    const weekly = calculateWeeklyDigest(
      digestInput(after, { weekAgo: before, histories: historiesIn(intervalsIn([...pushes, before])) }),
    );
    expect(weekly.slips?.owners.map(({ owner, days, sums }) => [owner, days, sums.count])).toEqual([
      [29682885, 7, 1],
      [5, 2, 1],
    ]);
    expect(weekly.slips?.repeatedPushes).toMatchObject([{ pushes: 3, snapshot: { id: 2 } }]);
  });

  it('tells how much was won of what ended, and why', () => {
    const ended = [
      aDigestRow(won({ id: 1 }), { reason: 1 }),
      aDigestRow(lost({ id: 2 }), { reason: 1 }),
      aDigestRow(lost({ id: 3 })),
      aDigestRow(lost({ id: 4 }), { reason: 1 }),
      aDigestRow(won({ id: 5, ended: '2026-08-20' }), { reason: 1 }),
    ];
    const { week, quarter } = calculateWeeklyDigest(digestInput([], { rows: ended }));
    expect([week.rate, quarter.rate]).toEqual([0.25, 0.4]);
    expect(week.reasons).toEqual([
      { outcome: 'won', reason: 1, ids: [1] },
      { outcome: 'lost', reason: 1, ids: [2, 4] },
      { outcome: 'lost', reason: null, ids: [3] },
    ]);
  });
});

describe('Behind every figure', () => {
  it('stand the opportunities that it is made of', () => {
    const now = [
      aSnapshot({ id: 1, close: '2026-09-10', recurring: 1 }),
      aSnapshot({ id: 2, close: '2026-12-01' }),
      won({ id: 3 }),
    ];
    const parts = digestInput(now, { weekAgo: aReading(weekAgo, aSnapshot({ id: 3 })) });
    expect(Object.fromEntries(dailyDrillDown(calculateDailyDigest(parts)))).toEqual({
      closing: [1],
      'closing-then': [3],
      why: [3],
      open: [1, 2],
      won: [3],
      lost: [],
      changes: [],
      attention: [1],
      'stage:13': [1, 2],
      overdue: [1],
      'month:2026-12': [2],
    });
    expect(weeklyDrillDown(calculateWeeklyDigest(parts)).get('walk:won')).toEqual([3]);
  });
});
