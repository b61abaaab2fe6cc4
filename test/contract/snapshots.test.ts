/** One promise, three keepers of readings: what was seen, from when until when, for ever the same. */
import fc from 'fast-check';
import type { OpportunitySnapshot, SnapshotStore } from '../../src/opportunity/snapshot';
import { createSnapshotStore } from '../../src/storage/snapshots';
import { databaseKinds, describeEach } from '../support/databases';
import { createMemorySnapshots } from '../support/memory-snapshots';
import { aSnapshot } from '../support/some-snapshots';

interface Kind {
  readonly readings: SnapshotStore;
  /** As another replica sees them. */
  readonly others: SnapshotStore;
  readonly empty: () => Promise<unknown>;
  /** How many rows tell of opportunities. */
  readonly rows: () => Promise<number>;
  readonly close: () => Promise<void>;
}
const kinds: readonly (readonly [string, () => Promise<Kind>])[] = databaseKinds.map(([name, open]) => {
  const opening = async (): Promise<Kind> => {
    const opened = await open();
    const { database } = opened;
    const other = (await opened.openAnother?.()) ?? database;
    return {
      readings: createSnapshotStore(database.db),
      others: createSnapshotStore(other.db),
      empty: () => database.execute('truncate readings, seen'),
      rows: async () => (await database.execute('select 1 from seen')).rows.length,
      close: () => opened.close(),
    };
  };
  return [name, opening] as const;
});

const day = (number: number): Date => new Date(Date.UTC(2026, 8, number, 6));
const inOrder = (figures: readonly OpportunitySnapshot[] = []) => [...figures].sort((a, b) => a.id - b.id);

describeEach(kinds, 'Readings in %s', (open) => {
  let kind: Kind;
  let readings: SnapshotStore;
  beforeAll(async () => {
    kind = await open();
    readings = kind.readings;
  }, 60_000);
  afterAll(() => kind.close());
  beforeEach(async () => {
    await kind.empty();
  });

  it('says that there is nothing to compare with before the first reading', async () => {
    expect(await readings.asOf(day(30))).toBeUndefined();
    expect(await readings.firstRecordedAt()).toBeUndefined();
    expect(await readings.histories([1, 2], [1])).toEqual(new Map());
    await readings.record({ at: day(2), snapshots: [aSnapshot()] });
    expect(await readings.asOf(day(1))).toBeUndefined();
    expect(await readings.firstRecordedAt()).toEqual(day(2));
  });

  it('gives every figure back as it was seen, fractions and gaps too', async () => {
    const figures = aSnapshot({ amount: 0.1 + 0.2, oneTime: 1234567890.12, owner: null, close: null, category: 7 });
    await readings.record({ at: day(1), snapshots: [figures] });
    expect(await readings.asOf(day(1))).toEqual({ at: day(1), snapshots: [figures] });
    await readings.record({ at: day(2), snapshots: [] });
    expect(await readings.asOf(day(2))).toEqual({ at: day(2), snapshots: [] });
  });

  it('writes nothing about an opportunity that stands as it stood', async () => {
    for (const number of [1, 2, 3]) await readings.record({ at: day(number), snapshots: [aSnapshot()] });
    expect(await kind.rows()).toBe(1);
    const past = { first: day(1), last: aSnapshot(), pushes: 0, stageSince: day(1), exact: false };
    expect(await readings.histories([aSnapshot().id], [1])).toEqual(new Map([[aSnapshot().id, past]]));
  });

  it('tells of an opportunity in one row, however often it was seen otherwise, and of no other', async () => {
    const closes = ['2026-09-30', '2026-10-15', null, '2026-11-01', '2026-11-15', '2026-10-01'];
    for (const [index, close] of closes.entries()) {
      const stage = index < 3 ? 11 : 12;
      // Won on the fifth day: what moves then is no push.
      const one = aSnapshot({ id: 1, close, stage, status: index === 4 ? 3 : 1 });
      await readings.record({ at: day(index + 1), snapshots: [one, aSnapshot({ id: 2, amount: index })] });
    }
    const last = aSnapshot({ id: 1, close: '2026-10-01', stage: 12 });
    const past = { first: day(1), last, pushes: 1, stageSince: day(4), exact: true };
    expect(await readings.histories([1], [1])).toEqual(new Map([[1, past]]));
  });

  it('leaves a reading out that comes after a later one', async () => {
    await readings.record({ at: day(2), snapshots: [aSnapshot({ stage: 12 })] });
    await readings.record({ at: day(1), snapshots: [aSnapshot({ stage: 11 })] });
    await readings.record({ at: day(2), snapshots: [aSnapshot({ stage: 13 })] });
    expect((await readings.asOf(day(3)))?.snapshots).toEqual([aSnapshot({ stage: 12 })]);
  });

  it('keeps one of two readings of the same moment, whichever replica was first', async () => {
    const twice = (stage: number) => ({ at: day(1), snapshots: [aSnapshot({ stage }), aSnapshot({ id: 2, stage })] });
    await Promise.all([readings.record(twice(11)), kind.others.record(twice(12))]);
    const stages = (await readings.asOf(day(1)))?.snapshots.map(({ stage }) => stage);
    expect([
      [11, 11],
      [12, 12],
    ]).toContainEqual(stages);
  });

  it('lets go of what is older than it is kept, and of nothing that still stands', async () => {
    const steady = aSnapshot({ id: 1 });
    const moved = (stage: number) => aSnapshot({ id: 2, stage });
    for (const number of [1, 2, 3, 4]) {
      await readings.record({ at: day(number), snapshots: [steady, moved(10 + number)] });
    }
    await readings.forget(day(3));
    expect(await readings.firstRecordedAt()).toEqual(day(3));
    expect(await readings.asOf(day(2))).toBeUndefined();
    expect(inOrder((await readings.asOf(day(3)))?.snapshots)).toEqual([steady, moved(13)]);
    const pasts = await readings.histories([1, 2], [1]);
    expect(pasts.get(2)).toMatchObject({ last: moved(14), stageSince: day(4), exact: true });
    expect(pasts.get(1)).toMatchObject({ first: day(1), last: steady });
    expect(await kind.rows()).toBe(4);
  });

  it('remembers any history as one who keeps every reading whole', async () => {
    const figures = fc.record({
      id: fc.integer({ min: 1, max: 4 }),
      stage: fc.constantFrom(11, 12),
      status: fc.constantFrom(1, 3),
      close: fc.constantFrom(null, '2026-09-30', '2026-10-15'),
    });
    const history = fc.array(fc.uniqueArray(figures, { selector: ({ id }) => id, maxLength: 4 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(history, async (days) => {
        await kind.empty();
        const memory = createMemorySnapshots();
        for (const [number, seen] of days.entries()) {
          const reading = { at: day(number + 1), snapshots: seen.map((one) => aSnapshot(one)) };
          await memory.record(reading);
          await readings.record(reading);
        }
        for (const number of days.keys()) {
          const [kept, whole] = [await readings.asOf(day(number + 1)), await memory.asOf(day(number + 1))];
          expect(inOrder(kept?.snapshots)).toEqual(inOrder(whole?.snapshots));
        }
        for (const ids of [[], [2, 3], [1, 2, 3, 4]]) {
          expect(await readings.histories(ids, [1])).toEqual(await memory.histories(ids, [1]));
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('takes twenty thousand opportunities in', async () => {
    const many = Array.from({ length: 20_000 }, (_, id) => aSnapshot({ id }));
    await readings.record({ at: day(1), snapshots: many });
    await readings.record({ at: day(2), snapshots: many.map((one) => ({ ...one, stage: one.id % 10 ? 13 : 14 })) });
    expect((await readings.asOf(day(1)))?.snapshots).toHaveLength(20_000);
    expect((await readings.asOf(day(2)))?.snapshots.filter(({ stage }) => stage === 14)).toHaveLength(2000);
  }, 60_000);
});
