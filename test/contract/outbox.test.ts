/** One promise, three outboxes: what waits is handed to one sender alone, and what became of it is told truly. */
import { randomUUID } from 'node:crypto';
import type { AuditLine, Entry, Outbox } from '../../src/opportunity/outbox';
import { lineOf } from '../../src/outbox/line';
import { createOutbox } from '../../src/storage/outbox';
import { anEntry } from '../support/an-entry';
import { databases, describeEach, type Opened } from '../support/databases';
import { createMemoryOutbox } from '../support/memory-outbox';

const now = new Date('2026-09-22T12:00:00Z');
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const sam = 29683408;

interface Kind {
  readonly outbox: Outbox;
  readonly close: () => Promise<void>;
}
const kinds: readonly (readonly [string, () => Promise<Kind>])[] = [
  ['memory', () => Promise.resolve({ outbox: createMemoryOutbox(), close: () => Promise.resolve() })],
  ...databases.map(([name, open]) => {
    const opening = async (): Promise<Kind> => {
      const opened: Opened = await open();
      return { outbox: createOutbox(opened.database.db), close: () => opened.close() };
    };
    return [name, opening] as const;
  }),
];

describeEach(kinds, 'The outbox in %s', (open) => {
  let kind: Kind;
  let outbox: Outbox;
  beforeAll(async () => {
    kind = await open();
    outbox = kind.outbox;
  }, 60_000);
  afterAll(() => kind.close());

  const add = async (values: Partial<Entry> = {}): Promise<Entry> => {
    const entry = anEntry({ id: randomUUID(), asked: now, due: now, attempts: 1, ...values });
    await outbox.add(entry);
    return entry;
  };
  const drain = async (): Promise<void> => {
    for (const { id } of await outbox.take(inSeconds(1e6), inSeconds(1e6), 1000)) {
      await outbox.settle(id, { state: 'dropped' });
    }
    for (const { id } of await outbox.waiting(sam)) await outbox.settle(id, { state: 'dropped' });
  };
  beforeEach(drain);

  it('gives an entry back as it was put in', async () => {
    const entry = await add({ differences: [{ field: 'stage', seen: 1, now: 2 }], before: { stage: 12 } });
    expect(await outbox.get(entry.id)).toEqual(entry);
    expect(await outbox.get(randomUUID())).toBeUndefined();
  });

  it('takes a form that is sent off twice once, as long as it was neither returned nor dropped', async () => {
    const opening = randomUUID();
    const sentOff = () => outbox.add(anEntry({ id: randomUUID(), opening, asked: now, due: now }));
    const both = await Promise.all([sentOff(), sentOff()]);
    expect(both.sort()).toEqual([false, true]);
    for (const state of ['queued', 'asked', 'refused', 'unclear', 'done'] as const) {
      const [entry] = (await outbox.waiting(sam)).filter((one) => one.opening === opening);
      if (entry !== undefined) await outbox.settle(entry.id, { state });
      expect(await sentOff()).toBe(false);
    }
    expect(await outbox.add(anEntry({ id: randomUUID(), opening: randomUUID() }))).toBe(true);
    expect(await outbox.add(anEntry({ id: randomUUID() }))).toBe(true);
    expect(await outbox.add(anEntry({ id: randomUUID() }))).toBe(true);
  });

  it.each(['returned', 'dropped'] as const)('takes a form again that was %s', async (state) => {
    const opening = randomUUID();
    const { id } = await add({ opening });
    await outbox.settle(id, { state });
    expect(await outbox.add(anEntry({ id: randomUUID(), opening, asked: now, due: now }))).toBe(true);
  });

  it('hands out what nobody told of, to one teller alone, until it is told', async () => {
    const tell = inSeconds(20);
    const { id } = await add({ state: 'sending', due: inSeconds(60) });
    await outbox.settle(id, { state: 'done', due: now, tell });
    const { id: pressed } = await add({ state: 'sending', due: inSeconds(60), opportunity: 4715 });
    await outbox.settle(pressed, { state: 'asked', tell });
    await outbox.claim(pressed, now, inSeconds(60));
    const take = async (seconds: number) => {
      const [mine, yours] = await Promise.all([
        outbox.takeUntold(inSeconds(seconds), inSeconds(seconds + 60), 10),
        outbox.takeUntold(inSeconds(seconds), inSeconds(seconds + 60), 10),
      ]);
      return [...mine, ...yours].map((entry) => entry.id);
    };
    expect(await take(19)).toEqual([]);
    expect(await take(20)).toEqual([id]);
    expect(await take(79)).toEqual([]);
    expect(await take(80)).toEqual([id]);
    await outbox.told(id);
    expect(await take(1000)).toEqual([]);
    await outbox.settle(pressed, { state: 'dropped' });
  });

  it('tells which of two changes is the earlier one, although both were asked for at the same moment', async () => {
    const mine = { author: { id: 99, name: 'Kim' }, opportunity: 4716, state: 'queued' } as const;
    const asked: string[] = [];
    for (let turn = 0; turn < 5; turn++) asked.push((await add(mine)).id);
    expect((await outbox.waiting(99)).map(({ id }) => id)).toEqual(asked);
    for (const id of asked) {
      expect((await outbox.take(now, inSeconds(30), 10)).map((entry) => entry.id)).toEqual([id]);
      await outbox.settle(id, { state: 'done', due: now });
    }
    for (const [index, id] of asked.entries()) {
      expect((await outbox.foregoing(id)).map((entry) => entry.id)).toEqual(asked.slice(0, index));
    }
    expect((await outbox.latestDone(99, now))?.id).toBe(asked.at(-1));
  });

  it('hands what is due to one taker alone, oldest first', async () => {
    const second = await add({ asked: inSeconds(1), opportunity: 4712 });
    const first = await add();
    await add({ due: inSeconds(60) });
    await add({ state: 'asked' });
    const [mine, yours] = await Promise.all([outbox.take(now, inSeconds(30), 10), outbox.take(now, inSeconds(30), 10)]);
    const ids = [...mine, ...yours].map(({ id }) => id);
    expect([...ids].sort()).toEqual([first.id, second.id].sort());
    expect([...mine, ...yours].every(({ state, attempts }) => state === 'sending' && attempts === 2)).toBe(true);
    expect(await outbox.take(now, inSeconds(30), 10)).toEqual([]);
  });

  const { author, wish } = anEntry();
  const note = {
    note: { title: 'Called', text: '', written: now.toISOString() },
    kind: 'note',
    opportunity: 1,
  } as const;
  it.each<[string, Partial<Entry>, Partial<Entry>, boolean]>([
    ['an earlier one waits', { state: 'queued', due: inSeconds(60) }, {}, false],
    ['an earlier one is being sent', { state: 'sending', due: inSeconds(60) }, {}, false],
    ['an earlier one waits for the answer of the person', { state: 'asked' }, {}, true],
    ['an earlier one is written', { state: 'done' }, {}, true],
    ['the earlier one that waits is of another opportunity', { due: inSeconds(60), opportunity: 4711 }, {}, true],
    [
      'the earlier one that waits is of somebody else',
      { due: inSeconds(60), author: { id: 1, name: 'Kim' } },
      {},
      true,
    ],
    ['the earlier one that waits is a note', { due: inSeconds(60), wish: note }, {}, true],
    [
      'the earlier one that waits is a note, which could not be written any more',
      { due: inSeconds(60), wish: note },
      { wish: { kind: 'change', opportunity: 1, changes: { status: 3 }, expected: {} } },
      false,
    ],
    ['it is a note itself', { due: inSeconds(60) }, { wish: note }, true],
  ])('a change of an opportunity while %s', async (_case, first, second, isHandedOut) => {
    await add(first);
    const { id } = await add({ asked: inSeconds(1), ...second });
    const taken = await outbox.take(inSeconds(1), inSeconds(90), 10);
    expect(taken.map((entry) => entry.id)).toEqual(isHandedOut ? [id] : []);
    for (const { id: left } of await outbox.waiting(1)) await outbox.settle(left, { state: 'dropped' });
  });

  it('knows which earlier changes of the same person were written after one was asked', async () => {
    const mine = { author: { id: 88, name: 'Kim' }, opportunity: 4713, state: 'done', wish } as const;
    const waiting = await add({ ...mine, asked: inSeconds(10), state: 'sending' });
    const second = await add({ ...mine, asked: inSeconds(2), due: inSeconds(30) });
    const first = await add({ ...mine, due: inSeconds(20) });
    await add({ ...mine, due: inSeconds(9) });
    await add({ ...mine, asked: inSeconds(11), due: inSeconds(25) });
    await add({ ...mine, due: inSeconds(20), state: 'dropped' });
    await add({ ...mine, due: inSeconds(20), opportunity: 4714 });
    await add({ ...mine, due: inSeconds(20), author });
    const found = await outbox.foregoing(waiting.id);
    expect(found.map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('hands out again what its sender let lie beyond the time', async () => {
    const { id } = await add({ state: 'sending', due: inSeconds(60) });
    expect(await outbox.take(inSeconds(59), inSeconds(120), 10)).toEqual([]);
    expect((await outbox.take(inSeconds(60), inSeconds(120), 10)).map((entry) => entry.id)).toEqual([id]);
  });

  it('hands out at once what a process left behind that was alone', async () => {
    const { id } = await add({ state: 'sending', due: inSeconds(60) });
    await outbox.relieve(now);
    expect((await outbox.take(now, inSeconds(60), 10)).map((entry) => entry.id)).toEqual([id]);
  });

  it('lets one person take what waits, and not what somebody is at', async () => {
    const asked = await add({ state: 'asked' });
    const [first, second] = await Promise.all([
      outbox.claim(asked.id, now, inSeconds(60)),
      outbox.claim(asked.id, now, inSeconds(60)),
    ]);
    expect([first, second].filter((one) => one !== undefined)).toHaveLength(1);
    await outbox.settle(asked.id, { state: 'done' });
    expect(await outbox.claim(asked.id, inSeconds(1e5), inSeconds(1e6))).toBeUndefined();
  });

  it('stores what became of it together with the line about it', async () => {
    const entry = await add({ opportunity: 4711 });
    await outbox.note(entry.id, { stage: 12 });
    const done: Entry = { ...entry, state: 'done', before: { stage: 12 }, after: { stage: 13 }, say: '' };
    await outbox.settle(entry.id, { state: 'done', after: { stage: 13 }, say: '' }, lineOf(done, now));
    expect(await outbox.get(entry.id)).toMatchObject({ state: 'done', before: { stage: 12 }, after: { stage: 13 } });
    await outbox.settle(entry.id, { news: 'Changed stage' });
    expect(await outbox.get(entry.id)).toMatchObject({ news: 'Changed stage', title: entry.title, wish: entry.wish });
    const [line, ...others] = await outbox.history(4711, 10);
    expect(others).toEqual([]);
    expect(line).toMatchObject<Partial<AuditLine>>({
      at: now,
      resource: sam,
      result: 'done',
      fields: [{ field: 'stage', from: 12, to: 13 }],
    });
  });

  it('knows what waits of one person, and how much waits in all', async () => {
    await add();
    await add({ state: 'refused' });
    await add({ state: 'done' });
    await add({ author: { id: 1, name: 'Somebody' } });
    expect(await outbox.waiting(sam)).toHaveLength(2);
    expect(await outbox.depth()).toBe(3);
    for (const { id } of await outbox.waiting(1)) await outbox.settle(id, { state: 'dropped' });
  });

  it('knows what somebody did last and can still take back', async () => {
    const author = { id: 77, name: 'Kim' };
    const older = await add({ author, state: 'done', due: inSeconds(10) });
    const latest = await add({ author, state: 'done', due: inSeconds(20) });
    expect((await outbox.latestDone(77, now))?.id).toBe(latest.id);
    const undo = await add({ author, state: 'sending', due: inSeconds(90), undoes: latest.id });
    expect(await outbox.isUndone(latest.id)).toBe(true);
    expect((await outbox.latestDone(77, now))?.id).toBe(older.id);
    await outbox.settle(undo.id, { state: 'refused' });
    expect(await outbox.isUndone(latest.id)).toBe(false);
    expect(await outbox.latestDone(77, inSeconds(21))).toBeUndefined();
  });

  it('lets go of what is over and old, and of nothing that waits', async () => {
    const over = await add({ state: 'done', due: inSeconds(-100) });
    const waits = await add({ state: 'refused', due: inSeconds(-100) });
    await outbox.forget({ entries: now, lines: now });
    expect(await outbox.get(over.id)).toBeUndefined();
    expect(await outbox.get(waits.id)).toBeDefined();
  });
});
