/** Two replicas whose clocks are 59 seconds apart, on one database: nothing is written, or told, twice. */
import { randomUUID } from 'node:crypto';
import type { OutboxEntry, Outbox, ChangeRequest } from '../../src/outbox/entry';
import { createExecute, type ExecuteEntry, type ExecutionResult } from '../../src/outbox/execute';
import { createOutboxWorker, type OutboxWorker } from '../../src/outbox/worker';
import { createOutbox } from '../../src/storage/outbox';
import { anEntry } from '../support/an-entry';
import { author, fastRetries, openClient, type ClientFixture } from '../support/client';
import { databaseKinds, describeEach, type DatabaseFixture } from '../support/databases';
import { quietLog } from '../support/quiet-log';
import { plainOpportunity, today } from '../support/sandbox';

const now = new Date(today);
const ahead = new Date(now.getTime() + 59_000);

interface Replica {
  readonly outbox: Outbox;
  readonly carry: ExecuteEntry;
  readonly sender: OutboxWorker;
  readonly told: ExecutionResult[];
}

describeEach(databaseKinds, 'Replicas whose clocks are 59 seconds apart, in %s', (open) => {
  let opened: DatabaseFixture;
  let bench: ClientFixture;
  let mine: Replica;
  let theirs: Replica;
  let held: { begun: Promise<void>; letGo: () => void };

  /** The first write waits on its way until it is let go. */
  function holding(): typeof fetch {
    let begin: () => void = () => undefined;
    let letGo: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const go = new Promise<void>((resolve) => (letGo = resolve));
    held = { begun, letGo: () => letGo() };
    return async (input, init) => {
      const path = input instanceof URL || typeof input === 'string' ? String(input) : input.url;
      if (init?.method === 'POST' && /\/(Opportunities|Notes)$/.test(path)) {
        begin();
        await go;
      }
      return fetch(input, init);
    };
  }
  function replica(outbox: Outbox, at: Date, way: typeof fetch): Replica {
    const clock = (): Date => at;
    const opportunities = bench.newClient({ clock, fetch: way });
    const execute = createExecute({ outbox, opportunities, clock, log: quietLog });
    const told: ExecutionResult[] = [];
    const notify = (carried: ExecutionResult) => Promise.resolve(void told.push(carried));
    const checkDuplicates = () => Promise.resolve();
    return {
      outbox,
      carry: execute,
      told,
      sender: createOutboxWorker({ outbox, execute, notify, checkDuplicates, clock, log: quietLog, interval: 5000 }),
    };
  }
  beforeAll(async () => {
    opened = await open();
    bench = await openClient({ opportunities: 20, switches: { requestThreshold: 1e6 } }, { limits: fastRetries });
  }, 60_000);
  beforeEach(async () => {
    const other = (await opened.openAnother?.()) ?? opened.database;
    mine = replica(createOutbox(opened.database.db), now, holding());
    theirs = replica(createOutbox(other.db), ahead, fetch);
  });
  afterAll(async () => {
    await bench.stop();
    await opened.close();
  });

  async function ask(wish: ChangeRequest): Promise<OutboxEntry> {
    const begun = { state: 'sending', attempts: 0, requestedAt: now, due: now, opportunity: undefined } as const;
    const entry = anEntry({ id: randomUUID(), author, wish, ...begun });
    await mine.outbox.add(entry);
    return entry;
  }
  const pass = (seconds: number): Promise<unknown> =>
    opened.database.execute(
      `update outbox set due = due - $1 * interval '1 second', tell = tell - $1 * interval '1 second' where state = 'sending'`,
      [seconds],
    );

  it('a new opportunity that one of them is sending is created once, and told by that one alone', async () => {
    const title = `Wombat ${randomUUID()}`;
    const entry = await ask({ kind: 'create', draft: { ...plainOpportunity, title } });
    const carrying = mine.carry(entry, 'outbox');
    await held.begun;
    await theirs.sender.run();
    held.letGo();
    expect((await carrying).kind).toBe('done');
    await theirs.sender.run();
    expect(theirs.told).toEqual([]);
    expect(bench.sandbox.records.list('Opportunities', (one) => one['title'] === title)).toHaveLength(1);
  }, 60_000);

  it('an attempt whose lease ended before it sent anything sends nothing, and stores nothing over what became of it', async () => {
    const title = `Wombat ${randomUUID()}`;
    const entry = await ask({ kind: 'create', draft: { ...plainOpportunity, title } });
    await pass(60);
    await theirs.sender.run();
    expect(theirs.told.map(({ kind }) => kind)).toEqual(['done']);
    held.letGo();
    expect((await mine.carry(entry, 'outbox')).kind).toBe('queued');
    expect(await mine.outbox.get(entry.id)).toMatchObject({ state: 'done', leaseCount: 2 });
    expect(bench.sandbox.records.list('Opportunities', (one) => one['title'] === title)).toHaveLength(1);
  }, 60_000);

  it('an attempt that comes back after another one took over is noticed, and changes nothing', async () => {
    const note = { title: 'Called', text: `Call ${randomUUID()}`, actionType: 1, written: today };
    const id = await bench.create();
    const entry = await ask({ kind: 'note', opportunity: id, note });
    const carrying = mine.carry(entry, 'outbox');
    await held.begun;
    await pass(60);
    const [taken] = await theirs.outbox.lease(now, 10);
    held.letGo();
    expect((await carrying).kind).toBe('queued');
    expect(await theirs.outbox.get(entry.id)).toMatchObject({ state: 'sending', leaseCount: 2 });
    expect((await theirs.carry(taken ?? entry, 'outbox')).kind).toBe('done');
    const notes = bench.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
    expect(notes).toHaveLength(1);
  }, 60_000);
});
