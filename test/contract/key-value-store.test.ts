/** One promise, three stores: a value under each key, for as long as it was said, and one change after the other. */
import { sql } from 'kysely';
import type { KeyValueStore } from '../../src/core/key-value-store';
import { deleteExpired, createKeyValueStore } from '../../src/storage/key-value-store';
import type { Database } from '../../src/storage/database';
import { databaseKinds, describeEach } from '../support/databases';

const clock = { now: new Date('2026-09-22T12:00:00Z') };
const pass = (seconds: number) => void (clock.now = new Date(clock.now.getTime() + seconds * 1000));

describeEach(databaseKinds, 'The store in %s', (open) => {
  const parts = {} as {
    store: KeyValueStore;
    others: KeyValueStore;
    /** Lets so many seconds pass by the clock of the database. */
    expire: (seconds: number) => Promise<unknown>;
    forget: () => Promise<number>;
    close: () => Promise<void>;
    db: Database['db'];
  };
  beforeAll(async () => {
    const opened = await open();
    const { db } = opened.database;
    const other = (await opened.openAnother?.()) ?? opened.database;
    parts.store = createKeyValueStore(db, () => clock.now);
    // Its clock is ahead of the first one's.
    parts.others = createKeyValueStore(other.db, () => new Date(clock.now.getTime() + 59_000));
    parts.db = db;
    parts.expire = (seconds) =>
      opened.database.execute(`update kept set expires_at = expires_at - $1 * interval '1 second'`, [seconds]);
    parts.forget = () => deleteExpired(db, clock.now);
    parts.close = () => opened.close();
  }, 60_000);
  afterAll(() => parts.close());

  it.each([
    ['a word', 'Größe “9” \\ \n'],
    ['a number', 0.1],
    ['no', false],
    ['nothing', null],
    ['a list', [1, 'two', [3]]],
    ['an object', { a: { b: [] } }],
  ])('gives %s back as it was', async (_what, value) => {
    await parts.store.put('value', value);
    expect(await parts.others.get('value')).toEqual(value);
  });

  it('keeps the last of what was put, until it is removed', async () => {
    await parts.store.put('last', 1);
    await parts.store.put('last', 2);
    expect(await parts.store.get('last')).toBe(2);
    await parts.store.remove('last');
    expect(await parts.store.get('last')).toBeUndefined();
  });

  it('lets one of many take a key, and another one once its time is over', async () => {
    const takers = [parts.store, parts.others, parts.store, parts.others];
    const taken = await Promise.all(takers.map((store, number) => store.putIfAbsent('once', number, 60)));
    expect(taken.filter((one) => one)).toHaveLength(1);
    await parts.expire(55);
    expect(await parts.store.putIfAbsent('once', 'late', 60)).toBe(false);
    expect(await parts.others.putIfAbsent('once', 'late', 60)).toBe(false);
    await parts.expire(5);
    expect(await parts.others.putIfAbsent('once', 'next', 60)).toBe(true);
    expect(await parts.store.get('once')).toBe('next');
  });

  it('forgets a value when its time is over, and then makes room', async () => {
    await parts.store.put('short', 1, 10);
    await parts.store.put('long', 1, 1000);
    pass(10);
    expect(await parts.store.get('short')).toBeUndefined();
    expect(await parts.store.get('long')).toBe(1);
    expect(await parts.forget()).toBeGreaterThanOrEqual(1);
    expect(await parts.store.get('long')).toBe(1);
  });

  it('loses none of many changes of one value, whichever replica makes them', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        (number % 2 ? parts.store : parts.others).update('count', (count) => Number(count ?? 0) + 1),
      ),
    );
    expect(await parts.store.get('count')).toBe(20);
    await parts.store.update('count', () => undefined);
    expect(await parts.store.get('count')).toBeUndefined();
  });

  it('gives up on a change in words when others are quicker again and again, and pauses in between', async () => {
    const pauses: number[] = [];
    const wait = (milliseconds: number) => Promise.resolve(pauses.push(milliseconds));
    const store = createKeyValueStore(parts.db, () => clock.now, { wait, random: () => 0.5 });
    // No number of JavaScript: it is never stored as it was read, as if somebody had always been quicker.
    await sql`insert into kept (key, value) values ('contended', '12345678901234567890')`.execute(parts.db);
    await expect(store.update('contended', () => 1)).rejects.toMatchObject({
      userMessage: expect.stringContaining('Others keep changing the same thing right now') as string,
    });
    expect(pauses).toHaveLength(39);
    expect(pauses.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(Math.max(...pauses)).toBe(200);
    expect(await store.get('contended')).not.toBe(1);
  });

  it('leaves a value as it was when its change fails', async () => {
    await parts.store.put('steady', 1);
    const failing = parts.store.update('steady', () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await parts.store.get('steady')).toBe(1);
  });
});
