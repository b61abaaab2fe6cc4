/** Jobs in both databases: done once, tried again, not before their time, and taken over from a replica that died. */
import { z } from 'zod';
import { anyWorker, type JobAttempt, type Job } from '../../src/core/jobs';
import type { Database } from '../../src/storage/database';
import { createJobRunner, type JobRunner } from '../../src/storage/jobs';
import { databaseKinds, describeEach, type DatabaseFixture } from '../support/databases';
import { eventually } from '../support/eventually';
import { quietLog } from '../support/quiet-log';

const payload = z.object({ name: z.string() });
type Errand = z.infer<typeof payload>;
const errand: Job<Errand> = { name: 'errand', payload, maxAttempts: 3, concurrency: 2 };

/** Short, so that nobody waits. */
const times = { look: 0.1, pause: 1, lease: 4, patience: 1 };

type Work = (name: string, attempt: JobAttempt) => Promise<void>;

/** Things that come one by one, and a way to wait for so many of them. */
function gathering<T>() {
  const all: T[] = [];
  const waiting: { count: number; resolve: (all: readonly T[]) => void }[] = [];
  return {
    all,
    add(one: T) {
      all.push(one);
      for (const { count, resolve } of waiting) if (all.length >= count) resolve(all);
    },
    when: (count: number) =>
      new Promise<readonly T[]>((resolve) => {
        waiting.push({ count, resolve });
        if (all.length >= count) resolve(all);
      }),
  };
}

describeEach(databaseKinds, 'Jobs in %s', (open) => {
  let opened: DatabaseFixture;
  const desks: JobRunner[] = [];
  beforeEach(async () => {
    opened = await open();
  }, 60_000);
  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.stop()));
    await opened.close();
  });

  /** A replica that does errands, and what it did. */
  async function replica(run: Work, database: Database = opened.database) {
    const jobs = createJobRunner({ database, log: quietLog, times });
    const done = gathering<string>();
    const worker = {
      job: errand,
      run: ({ name }: Errand, attempt: JobAttempt) => run(name, attempt).then(() => done.add(name)),
    };
    await jobs.start([anyWorker(worker)]);
    desks.push(jobs);
    return { jobs, done };
  }
  const atOnce = () => Promise.resolve();
  const rows = async (state: string) =>
    (await opened.database.execute('select id from pgboss.job where state::text = $1', [state])).rows.length;

  it('does each of many once', async () => {
    const { jobs, done } = await replica(atOnce);
    const names = Array.from({ length: 12 }, (_, number) => String(number));
    await Promise.all(names.map((name) => jobs.add(errand, { name })));
    await done.when(12);
    await eventually(async () => (await rows('completed')) === 12);
    expect([...done.all].sort()).toEqual([...names].sort());
  }, 60_000);

  it('tries again what fails, and tells the last attempt', async () => {
    const attempts = gathering<JobAttempt>();
    const { jobs } = await replica((_name, attempt) => {
      attempts.add(attempt);
      return Promise.reject(new Error('no'));
    });
    await jobs.add(errand, { name: 'hard' });
    await attempts.when(3);
    await eventually(async () => (await rows('failed')) === 1);
    expect(attempts.all).toEqual([
      { number: 1, isLast: false },
      { number: 2, isLast: false },
      { number: 3, isLast: true },
    ]);
  }, 60_000);

  it('keeps one waiting for each key, and nothing away that has none', async () => {
    const { jobs, done } = await replica(atOnce);
    const [begun, delay] = [performance.now(), 3];
    for (const name of ['first', 'second']) await jobs.add(errand, { name }, { key: 'one', delay });
    for (const name of ['third', 'fourth']) await jobs.add(errand, { name }, { delay });
    expect(done.all).toEqual([]);
    expect([...(await done.when(3))].sort()).toEqual(['first', 'fourth', 'third']);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(delay * 1000);
  }, 60_000);

  it('refuses what nobody does, and what is not of its shape', async () => {
    const { jobs } = await replica(atOnce);
    await expect(jobs.add({ ...errand, name: 'unknown' }, { name: 'x' })).rejects.toThrow('nobody does jobs');
    await expect(jobs.add(errand, { name: 1 } as unknown as Errand)).rejects.toThrow();
  }, 60_000);

  it('begins again after a restart what a stop cut short', async () => {
    const begun = gathering<string>();
    const first = await replica((name) => {
      begun.add(name);
      return new Promise<void>(() => undefined);
    });
    await first.jobs.add(errand, { name: 'long' });
    await begun.when(1);
    await first.jobs.stop();
    desks.splice(0);
    const second = await replica(atOnce);
    expect(await second.done.when(1)).toEqual(['long']);
  }, 60_000);

  it('is done by one of two replicas, and by the other once the first has died with it in hand', async () => {
    // The embedded database has no other replica: there only a process that starts anew can take over.
    const another = await opened.openAnother?.();
    const begun = gathering<string>();
    const first = await replica((name) => {
      begun.add(name);
      return new Promise<void>(() => undefined);
    });
    // As many as it does at once: one that seems dead, and lives, must not take back what is given to the other.
    for (const name of ['widow', 'orphan']) await first.jobs.add(errand, { name });
    await begun.when(errand.concurrency);
    if (another === undefined) {
      const second = await replica(atOnce);
      expect([...(await second.done.when(2))].sort()).toEqual(['orphan', 'widow']);
      return;
    }
    const second = await replica(atOnce, another);
    // Killed: from here on nothing of the first reaches the database.
    await opened.database.close();
    expect([...(await second.done.when(2))].sort()).toEqual(['orphan', 'widow']);
  }, 60_000);
});
