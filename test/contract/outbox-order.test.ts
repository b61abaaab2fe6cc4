/** Changes of one person to one opportunity, through two replicas at once: written in the order in which they were asked for. */
import { randomUUID } from 'node:crypto';
import type { OpportunityClient } from '../../src/opportunity/client';
import type { OutboxEntry, Outbox } from '../../src/outbox/entry';
import { createExecute, type ExecuteEntry, type ExecutionResult } from '../../src/outbox/execute';
import { createOutboxWorker } from '../../src/outbox/worker';
import { createOutbox } from '../../src/storage/outbox';
import { anEntry } from '../support/an-entry';
import { author, fastRetries, openClient, type ClientFixture } from '../support/client';
import { databaseKinds, describeEach, type DatabaseFixture } from '../support/databases';
import { quietLog } from '../support/quiet-log';
import { today } from '../support/sandbox';

const now = new Date(today);
const clock = (): Date => now;

interface Replica {
  readonly outbox: Outbox;
  readonly opportunities: OpportunityClient;
  readonly carry: ExecuteEntry;
}

describeEach(databaseKinds, 'The order of changes in %s', (open) => {
  let opened: DatabaseFixture;
  let bench: ClientFixture;
  let mine: Replica;
  let theirs: Replica;
  let id: number;
  beforeAll(async () => {
    opened = await open();
    bench = await openClient({ opportunities: 20, switches: { requestThreshold: 1e6 } }, { limits: fastRetries });
    const replica = ({ db, semaphore }: DatabaseFixture['database']): Replica => {
      const [outbox, opportunities] = [createOutbox(db), bench.newClient({ semaphore })];
      return { outbox, opportunities, carry: createExecute({ outbox, opportunities, clock, log: quietLog }) };
    };
    mine = replica(opened.database);
    theirs = opened.openAnother === undefined ? mine : replica(await opened.openAnother());
  }, 60_000);
  afterAll(async () => {
    await bench.stop();
    await opened.close();
  });
  beforeEach(async () => {
    id = await bench.create();
  });

  async function ask({ outbox }: Replica, stage: number, values: Partial<OutboxEntry> = {}): Promise<OutboxEntry> {
    const wish = { kind: 'change', opportunity: id, changes: { stage }, expected: { stage: 11 } } as const;
    const begun = { state: 'sending', attempts: 0, requestedAt: now, due: now, opportunity: id } as const;
    const entry = anEntry({ id: randomUUID(), author, wish, ...begun, ...values });
    await outbox.add(entry);
    return entry;
  }
  const stored = () => bench.sandbox.records.read('Opportunities', id)?.['stage'];
  /** Looks until nothing waits: also those that somebody has in hand come to an end. */
  async function send({ outbox, carry: execute }: Replica): Promise<void> {
    const notify = () => Promise.resolve();
    const sender = createOutboxWorker({
      outbox,
      execute,
      notify,
      clock,
      log: quietLog,
      interval: 5000,
      checkDuplicates: notify,
    });
    while ((await outbox.listWaiting(author.id)).length > 0) await sender.run();
  }

  it('a change waits for an earlier one that somebody has in hand and did not begin to write', async () => {
    const first = await ask(theirs, 12);
    const second = await ask(mine, 13);
    expect((await mine.carry(second, 'outbox')).kind).toBe('queued');
    expect(stored()).toBe(11);
    expect((await theirs.carry(first, 'outbox')).kind).toBe('done');
    await send(mine);
    expect(stored()).toBe(13);
  }, 60_000);

  it('a change waits for its turn behind an earlier one that is being written, and is written then', async () => {
    const first = await ask(mine, 12);
    const second = await ask(mine, 13);
    const carried: ExecutionResult[] = await Promise.all([mine.carry(first, 'outbox'), mine.carry(second, 'outbox')]);
    expect(carried.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(stored()).toBe(13);
  }, 60_000);

  it('ten changes of the same moment, through both, are written in their order', async () => {
    const replicas = Array.from({ length: 10 }, (_unused, index) => (index % 2 === 0 ? mine : theirs));
    const entries: OutboxEntry[] = [];
    for (const [index, replica] of replicas.entries()) entries.push(await ask(replica, 11 + ((index + 1) % 5)));
    const backwards = entries.map((entry, index) => [entry, replicas[index] ?? mine] as const).reverse();
    await Promise.all(backwards.map(([entry, { carry }]) => carry(entry, 'outbox')));
    await send(theirs);
    const lines = (await mine.outbox.history(id, 100)).filter(({ result }) => result === 'done');
    const told = lines.reverse().flatMap(({ fields }) => fields.map(({ from, to }) => [from, to]));
    expect(told).toEqual(entries.map((_entry, index) => [11 + (index % 5), 11 + ((index + 1) % 5)]));
    expect(stored()).toBe(told.at(-1)?.[1]);
  }, 60_000);
});
