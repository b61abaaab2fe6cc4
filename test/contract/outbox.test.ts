/** One promise, three outboxes: what waits is handed to one sender alone, and what became of it is told truly. */
import { randomUUID } from 'node:crypto';
import type { AuditEvent, OutboxEntry, Outbox } from '../../src/outbox/entry';
import { auditEventOf } from '../../src/outbox/audit-event';
import { anEntry } from '../support/an-entry';
import { describeEach } from '../support/databases';
import { outboxKinds, type OutboxFixture } from '../support/outbox-kinds';

const now = new Date('2026-09-22T12:00:00Z');
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const sam = 29683408;

describeEach(outboxKinds(now), 'The outbox in %s', (open) => {
  let kind: OutboxFixture;
  let outbox: Outbox;
  beforeAll(async () => {
    kind = await open();
    outbox = kind.outbox;
  }, 60_000);
  afterAll(() => kind.close());

  const add = async (values: Partial<OutboxEntry> = {}): Promise<OutboxEntry> => {
    const entry = anEntry({ id: randomUUID(), requestedAt: now, due: now, attempts: 1, ...values });
    await outbox.add(entry);
    return entry;
  };
  const drain = async (): Promise<void> => {
    await kind.pass(1e6);
    for (const one of await outbox.lease(inSeconds(1e6), 1000)) await outbox.complete(one, { state: 'dropped' });
    for (const one of await outbox.listWaiting(sam)) await outbox.complete(one, { state: 'dropped' });
  };
  beforeEach(drain);

  it('gives an entry back as it was put in', async () => {
    const entry = await add({ differences: [{ field: 'stage', seen: 1, now: 2 }], before: { stage: 12 } });
    expect(await outbox.get(entry.id)).toEqual(entry);
    expect(await outbox.get(randomUUID())).toBeUndefined();
  });

  it('takes a form that is sent off twice once, as long as it was neither returned nor dropped', async () => {
    const formSessionId = randomUUID();
    const sentOff = () => outbox.add(anEntry({ id: randomUUID(), formSessionId, requestedAt: now, due: now }));
    const both = await Promise.all([sentOff(), sentOff()]);
    expect(both.sort()).toEqual([false, true]);
    for (const state of ['queued', 'asked', 'refused', 'unclear', 'done'] as const) {
      const [entry] = (await outbox.listWaiting(sam)).filter((one) => one.formSessionId === formSessionId);
      if (entry !== undefined) await outbox.complete(entry, { state });
      expect(await sentOff()).toBe(false);
    }
    expect(await outbox.add(anEntry({ id: randomUUID(), formSessionId: randomUUID() }))).toBe(true);
    expect(await outbox.add(anEntry({ id: randomUUID() }))).toBe(true);
    expect(await outbox.add(anEntry({ id: randomUUID() }))).toBe(true);
  });

  it.each(['returned', 'dropped'] as const)('takes a form again that was %s', async (state) => {
    const formSessionId = randomUUID();
    await outbox.complete(await add({ formSessionId }), { state });
    expect(await outbox.add(anEntry({ id: randomUUID(), formSessionId, requestedAt: now, due: now }))).toBe(true);
  });

  it('hands out what nobody told of, to one teller alone, until it is told', async () => {
    const tell = 20_000;
    const finished = await add({ state: 'sending' });
    const { id } = finished;
    await outbox.complete(finished, { state: 'done', due: now, tell });
    const pressed = await add({ state: 'sending', opportunity: 4715 });
    await outbox.complete(pressed, { state: 'asked', tell });
    const again = await outbox.leaseOne(pressed.id);
    const takeAfter = async (seconds: number) => {
      await kind.pass(seconds);
      const [mine, yours] = await Promise.all([outbox.leaseUnnotified(10), kind.others.leaseUnnotified(10)]);
      return [...mine, ...yours].map((entry) => entry.id);
    };
    expect(await takeAfter(19)).toEqual([]);
    expect(await takeAfter(1)).toEqual([id]);
    expect(await takeAfter(50)).toEqual([]);
    expect(await takeAfter(10)).toEqual([id]);
    await outbox.markNotified(id);
    expect(await takeAfter(1000)).toEqual([]);
    await outbox.complete(again ?? pressed, { state: 'dropped' });
  });

  it('tells which of two changes is the earlier one, although both were asked for at the same moment', async () => {
    const mine = { author: { id: 99, name: 'Kim' }, opportunity: 4716, state: 'queued' } as const;
    const asked: string[] = [];
    for (let turn = 0; turn < 5; turn++) asked.push((await add(mine)).id);
    expect((await outbox.listWaiting(99)).map(({ id }) => id)).toEqual(asked);
    for (const id of asked) {
      const taken = await outbox.lease(now, 10);
      expect(taken.map((entry) => entry.id)).toEqual([id]);
      for (const one of taken) await outbox.complete(one, { state: 'done', due: now });
    }
    for (const [index, id] of asked.entries()) {
      expect((await outbox.completedBefore(id)).map((entry) => entry.id)).toEqual(asked.slice(0, index));
    }
    expect((await outbox.latestDone(99, now))?.id).toBe(asked.at(-1));
  });

  it('hands what is due to one taker alone, oldest first', async () => {
    const second = await add({ requestedAt: inSeconds(1), opportunity: 4712 });
    const first = await add();
    await add({ due: inSeconds(60) });
    await add({ state: 'asked' });
    const [mine, yours] = await Promise.all([outbox.lease(now, 10), kind.others.lease(now, 10)]);
    const ids = [...mine, ...yours].map(({ id }) => id);
    expect([...ids].sort()).toEqual([first.id, second.id].sort());
    expect([...mine, ...yours].every(({ state, attempts }) => state === 'sending' && attempts === 1)).toBe(true);
    expect(await outbox.lease(now, 10)).toEqual([]);
  });

  const { author, wish } = anEntry();
  const note = {
    note: { title: 'Called', text: '', written: now.toISOString() },
    kind: 'note',
    opportunity: 1,
  } as const;
  it.each<[string, Partial<OutboxEntry>, Partial<OutboxEntry>, boolean]>([
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
    const { id } = await add({ requestedAt: inSeconds(1), ...second });
    const taken = await outbox.lease(inSeconds(1), 10);
    expect(taken.map((entry) => entry.id)).toEqual(isHandedOut ? [id] : []);
    for (const left of await outbox.listWaiting(1)) await outbox.complete(left, { state: 'dropped' });
  });

  it('knows which earlier changes of the same person were written after one was asked', async () => {
    const mine = { author: { id: 88, name: 'Kim' }, opportunity: 4713, state: 'done', wish } as const;
    const waiting = await add({ ...mine, requestedAt: inSeconds(10), state: 'sending' });
    const second = await add({ ...mine, requestedAt: inSeconds(2), due: inSeconds(30) });
    const first = await add({ ...mine, due: inSeconds(20) });
    await add({ ...mine, due: inSeconds(9) });
    await add({ ...mine, requestedAt: inSeconds(11), due: inSeconds(25) });
    await add({ ...mine, due: inSeconds(20), state: 'dropped' });
    await add({ ...mine, due: inSeconds(20), opportunity: 4714 });
    await add({ ...mine, due: inSeconds(20), author });
    const found = await outbox.completedBefore(waiting.id);
    expect(found.map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('hands out again what its sender let lie beyond the time', async () => {
    const { id } = await add({ state: 'sending' });
    await kind.pass(55);
    expect(await outbox.lease(now, 10)).toEqual([]);
    await kind.pass(5);
    expect((await outbox.lease(now, 10)).map((entry) => entry.id)).toEqual([id]);
  });

  it('hands out at once what a process left behind that was alone', async () => {
    const { id } = await add({ state: 'sending' });
    await outbox.releaseExpired();
    expect((await outbox.lease(now, 10)).map((entry) => entry.id)).toEqual([id]);
  });

  it('leaves what is being sent to its sender for a minute from when it was stored, whatever the clocks of replicas say', async () => {
    // It arrived a minute before the database had stored it, and the other's clock is a minute ahead.
    await add({ state: 'sending', requestedAt: inSeconds(-60), due: now });
    await kind.pass(55);
    expect(await kind.others.lease(inSeconds(59), 10)).toEqual([]);
    await kind.pass(5);
    expect(await kind.others.lease(now, 10)).toMatchObject([{ leaseCount: 2 }]);
    await kind.pass(55);
    expect(await outbox.lease(inSeconds(1e6), 10)).toEqual([]);
  });

  it('begins the lease anew when something goes out, and lets nobody send or settle what another took over', async () => {
    const first = await add({ state: 'sending', attempts: 0 });
    await kind.pass(55);
    expect(await outbox.recordSend(first, { sent: now, attempts: 1, before: { stage: 12 } })).toBe(true);
    await kind.pass(55);
    expect(await kind.others.lease(now, 10)).toEqual([]);
    await kind.pass(5);
    const [second] = await kind.others.lease(now, 10);
    expect(second).toMatchObject({ id: first.id, attempts: 1, sent: now, before: { stage: 12 } });
    expect(await outbox.recordSend(first, { sent: inSeconds(9), attempts: 2 })).toBe(false);
    expect(await outbox.complete(first, { state: 'done', say: 'late' }, auditEventOf(first, inSeconds(9)))).toBe(false);
    expect(await outbox.get(first.id)).toMatchObject({ state: 'sending', sent: now, attempts: 1, say: first.say });
    expect((await outbox.history(first.opportunity ?? 0, 10)).filter(({ at }) => at > now)).toEqual([]);
    expect(await kind.others.complete(second ?? first, { state: 'done' })).toBe(true);
  });

  it('takes a new opportunity for that of one entry alone', async () => {
    const wanted: OutboxEntry['wish'] = { kind: 'create', draft: { title: 'Wombat kiosks' } };
    const [mine, theirs] = [await add({ wish: wanted }), await add({ wish: wanted })];
    const taken = await Promise.all([
      outbox.claimOpportunity(mine, 90210),
      kind.others.claimOpportunity(theirs, 90210),
    ]);
    expect(taken.sort()).toEqual([false, true]);
    const [owner, other] = (await outbox.get(mine.id))?.opportunity === 90210 ? [mine, theirs] : [theirs, mine];
    expect(await outbox.claimOpportunity(owner, 90210)).toBe(true);
    expect(await outbox.claimOpportunity(other, 90210)).toBe(false);
    expect(await outbox.claimedByOthers(owner, [90210, 90211])).toEqual(new Set());
    expect(await outbox.claimedByOthers(other, [90210, 90211])).toEqual(new Set([90210]));
  });

  it('hands out what may stand there twice when it is time to look, to one alone, until it was looked', async () => {
    const entry = await add();
    await outbox.complete(entry, { state: 'done', look: inSeconds(180) });
    const look = async (seconds: number) => {
      const [from, until] = [inSeconds(seconds), inSeconds(seconds + 600)];
      const both = await Promise.all([
        outbox.leasePossibleDuplicates(from, until, 5),
        kind.others.leasePossibleDuplicates(from, until, 5),
      ]);
      return both.flat().map(({ id }) => id);
    };
    expect(await look(179)).toEqual([]);
    expect(await look(180)).toEqual([entry.id]);
    expect(await look(779)).toEqual([]);
    expect(await look(780)).toEqual([entry.id]);
    await outbox.markDuplicatesChecked(entry.id);
    expect(await look(1e6)).toEqual([]);
  });

  it('lets one person take what waits, and not what somebody is at', async () => {
    const asked = await add({ state: 'asked' });
    const both = await Promise.all([outbox.leaseOne(asked.id), kind.others.leaseOne(asked.id)]);
    const [claimed, ...others] = both.flatMap((one) => one ?? []);
    expect(others).toEqual([]);
    await outbox.complete(claimed ?? asked, { state: 'done' });
    await kind.pass(1e6);
    expect(await outbox.leaseOne(asked.id)).toBeUndefined();
  });

  it('stores what became of it together with the line about it', async () => {
    const entry = await add({ opportunity: 4711, state: 'sending' });
    await outbox.recordSend(entry, { sent: now, attempts: 1, before: { stage: 12 } });
    const done: OutboxEntry = { ...entry, state: 'done', before: { stage: 12 }, after: { stage: 13 }, say: '' };
    await outbox.complete(entry, { state: 'done', after: { stage: 13 }, say: '' }, auditEventOf(done, now));
    expect(await outbox.get(entry.id)).toMatchObject({ state: 'done', before: { stage: 12 }, after: { stage: 13 } });
    await outbox.complete(entry, { news: 'Changed stage' });
    expect(await outbox.get(entry.id)).toMatchObject({ news: 'Changed stage', title: entry.title, wish: entry.wish });
    const [line, ...others] = await outbox.history(4711, 10);
    expect(others).toEqual([]);
    expect(line).toMatchObject<Partial<AuditEvent>>({
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
    expect(await outbox.listWaiting(sam)).toHaveLength(2);
    expect(await outbox.countWaiting()).toBe(3);
    for (const one of await outbox.listWaiting(1)) await outbox.complete(one, { state: 'dropped' });
  });

  it('knows what somebody did last and can still take back', async () => {
    const author = { id: 77, name: 'Kim' };
    const older = await add({ author, state: 'done', due: inSeconds(10) });
    const latest = await add({ author, state: 'done', due: inSeconds(20) });
    expect((await outbox.latestDone(77, now))?.id).toBe(latest.id);
    const undo = await add({ author, state: 'sending', due: inSeconds(90), undoes: latest.id });
    expect(await outbox.isUndone(latest.id)).toBe(true);
    expect((await outbox.latestDone(77, now))?.id).toBe(older.id);
    await outbox.complete(undo, { state: 'refused' });
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
