/** One promise, three keepers of readings: what was seen, from when until when, for ever the same. */
import fc from 'fast-check';
import type { Figures, Readings } from '../../src/opportunity/figures';
import { createReadings } from '../../src/storage/readings';
import { databases, describeEach } from '../support/databases';
import { memoryReadings } from '../support/memory-readings';
import { someFigures } from '../support/some-figures';

interface Kind {
  readonly readings: Readings;
  /** As another replica sees them. */
  readonly others: Readings;
  readonly empty: () => Promise<unknown>;
  /** How many rows tell of opportunities. */
  readonly rows: () => Promise<number>;
  readonly close: () => Promise<void>;
}
const kinds: readonly (readonly [string, () => Promise<Kind>])[] = databases.map(([name, open]) => {
  const opening = async (): Promise<Kind> => {
    const opened = await open();
    const { database } = opened;
    const other = (await opened.another?.()) ?? database;
    return {
      readings: createReadings(database.db),
      others: createReadings(other.db),
      empty: () => database.execute('truncate readings, seen'),
      rows: async () => (await database.execute('select 1 from seen')).rows.length,
      close: () => opened.close(),
    };
  };
  return [name, opening] as const;
});

const day = (number: number): Date => new Date(Date.UTC(2026, 8, number, 6));
const inOrder = (figures: readonly Figures[] = []) => [...figures].sort((a, b) => a.id - b.id);

describeEach(kinds, 'Readings in %s', (open) => {
  let kind: Kind;
  let readings: Readings;
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
    expect(await readings.since()).toBeUndefined();
    expect(await readings.pasts([1, 2], [1])).toEqual(new Map());
    await readings.record({ at: day(2), figures: [someFigures()] });
    expect(await readings.asOf(day(1))).toBeUndefined();
    expect(await readings.since()).toEqual(day(2));
  });

  it('gives every figure back as it was seen, fractions and gaps too', async () => {
    const figures = someFigures({ amount: 0.1 + 0.2, oneTime: 1234567890.12, owner: null, close: null, category: 7 });
    await readings.record({ at: day(1), figures: [figures] });
    expect(await readings.asOf(day(1))).toEqual({ at: day(1), figures: [figures] });
    await readings.record({ at: day(2), figures: [] });
    expect(await readings.asOf(day(2))).toEqual({ at: day(2), figures: [] });
  });

  it('writes nothing about an opportunity that stands as it stood', async () => {
    for (const number of [1, 2, 3]) await readings.record({ at: day(number), figures: [someFigures()] });
    expect(await kind.rows()).toBe(1);
    const past = { first: day(1), last: someFigures(), pushes: 0, stageSince: day(1), exact: false };
    expect(await readings.pasts([someFigures().id], [1])).toEqual(new Map([[someFigures().id, past]]));
  });

  it('tells of an opportunity in one row, however often it was seen otherwise, and of no other', async () => {
    const closes = ['2026-09-30', '2026-10-15', null, '2026-11-01', '2026-11-15', '2026-10-01'];
    for (const [index, close] of closes.entries()) {
      const stage = index < 3 ? 11 : 12;
      // Won on the fifth day: what moves then is no push.
      const one = someFigures({ id: 1, close, stage, status: index === 4 ? 3 : 1 });
      await readings.record({ at: day(index + 1), figures: [one, someFigures({ id: 2, amount: index })] });
    }
    const last = someFigures({ id: 1, close: '2026-10-01', stage: 12 });
    const past = { first: day(1), last, pushes: 1, stageSince: day(4), exact: true };
    expect(await readings.pasts([1], [1])).toEqual(new Map([[1, past]]));
  });

  it('leaves a reading out that comes after a later one', async () => {
    await readings.record({ at: day(2), figures: [someFigures({ stage: 12 })] });
    await readings.record({ at: day(1), figures: [someFigures({ stage: 11 })] });
    await readings.record({ at: day(2), figures: [someFigures({ stage: 13 })] });
    expect((await readings.asOf(day(3)))?.figures).toEqual([someFigures({ stage: 12 })]);
  });

  it('keeps one of two readings of the same moment, whichever replica was first', async () => {
    const twice = (stage: number) => ({ at: day(1), figures: [someFigures({ stage }), someFigures({ id: 2, stage })] });
    await Promise.all([readings.record(twice(11)), kind.others.record(twice(12))]);
    const stages = (await readings.asOf(day(1)))?.figures.map(({ stage }) => stage);
    expect([
      [11, 11],
      [12, 12],
    ]).toContainEqual(stages);
  });

  it('lets go of what is older than it is kept, and of nothing that still stands', async () => {
    const steady = someFigures({ id: 1 });
    const moved = (stage: number) => someFigures({ id: 2, stage });
    for (const number of [1, 2, 3, 4]) {
      await readings.record({ at: day(number), figures: [steady, moved(10 + number)] });
    }
    await readings.forget(day(3));
    expect(await readings.since()).toEqual(day(3));
    expect(await readings.asOf(day(2))).toBeUndefined();
    expect(inOrder((await readings.asOf(day(3)))?.figures)).toEqual([steady, moved(13)]);
    const pasts = await readings.pasts([1, 2], [1]);
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
        const memory = memoryReadings();
        for (const [number, seen] of days.entries()) {
          const reading = { at: day(number + 1), figures: seen.map((one) => someFigures(one)) };
          await memory.record(reading);
          await readings.record(reading);
        }
        for (const number of days.keys()) {
          const [kept, whole] = [await readings.asOf(day(number + 1)), await memory.asOf(day(number + 1))];
          expect(inOrder(kept?.figures)).toEqual(inOrder(whole?.figures));
        }
        for (const ids of [[], [2, 3], [1, 2, 3, 4]]) {
          expect(await readings.pasts(ids, [1])).toEqual(await memory.pasts(ids, [1]));
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('takes twenty thousand opportunities in', async () => {
    const many = Array.from({ length: 20_000 }, (_, id) => someFigures({ id }));
    await readings.record({ at: day(1), figures: many });
    await readings.record({ at: day(2), figures: many.map((one) => ({ ...one, stage: one.id % 10 ? 13 : 14 })) });
    expect((await readings.asOf(day(1)))?.figures).toHaveLength(20_000);
    expect((await readings.asOf(day(2)))?.figures.filter(({ stage }) => stage === 14)).toHaveLength(2000);
  }, 60_000);
});
