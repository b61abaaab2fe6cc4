/** Does the jobs of one kind: leases them, renews the lease while they run, and writes down how they ended. */
import type PgBoss from 'pg-boss';
import type { AnyWorker } from '../core/jobs';
import type { Json } from '../core/json';
import type { Logger } from '../core/log';
import { withDeadline } from '../core/with-deadline';
import type { Database } from './database';

export interface JobWorker {
  /** There may be something to do. */
  poll(): void;
  stop(): Promise<void>;
}

export interface JobWorkerDeps {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly worker: AnyWorker;
  readonly times: JobTimes;
  readonly log: Logger;
}

type LeasedJob = PgBoss.JobWithMetadata<{ payload: Json }>;

/** In place of the library's own loop: why is in `src/README.md`, "The job engine". */
export function createJobWorker(deps: JobWorkerDeps): JobWorker {
  const { boss, database, worker, times, log } = deps;
  const { job } = worker;
  const { carryOut, giveBack } = createJobExecutor(deps);
  const running = new Map<string, Promise<void>>();
  const state = { stopped: false, looking: Promise.resolve(), again: false };

  async function leaseJobs(): Promise<void> {
    state.again = true;
    while (state.again && !state.stopped && running.size < job.concurrency) {
      state.again = false;
      const free = job.concurrency - running.size;
      const leased = await boss.fetch<LeasedJob['data']>(job.name, { batchSize: free, includeMetadata: true });
      for (const one of leased)
        running.set(
          one.id,
          carryOut(one).finally(() => put(one.id)),
        );
      if (leased.length === free) return;
    }
  }
  function poll(): void {
    state.again = true;
    state.looking = state.looking
      .then(leaseJobs)
      .catch((err: unknown) => log.warn({ err, job: job.name }, 'no jobs taken'));
  }
  function put(id: string): void {
    running.delete(id);
    poll();
  }

  async function renew(): Promise<void> {
    if (running.size === 0) return;
    await database
      .execute(renewal, [job.name, [...running.keys()]])
      .catch((err: unknown) => log.warn({ err, job: job.name }, 'jobs in hand could not be kept'));
  }

  const timers = [setInterval(poll, times.look * 1000), setInterval(() => void renew(), (times.lease * 1000) / 3)];
  poll();
  return {
    poll,
    async stop() {
      state.stopped = true;
      await state.looking;
      await withDeadline(Promise.all(running.values()), times.patience * 1000);
      timers.forEach(clearInterval);
      await Promise.all([...running.keys()].map((id) => giveBack(id, 'the bot was stopped')));
    },
  };
}

/** Runs one job and writes down how that ended. Never rejects. */
function createJobExecutor({ boss, worker, log }: JobWorkerDeps) {
  const { job } = worker;
  const giveBack = (id: string, reason: unknown): Promise<void> =>
    boss.fail(job.name, id, { message: String(reason) }).then(
      () => undefined,
      // It stays leased, and is given to another when the lease ends.
      (err: unknown) => log.warn({ err, job: job.name, id }, 'a job could not be given back'),
    );
  async function carryOut({ id, data, retryCount, retryLimit }: LeasedJob): Promise<void> {
    const attempt = { number: retryCount + 1, isLast: retryCount >= retryLimit };
    try {
      await worker.run(data.payload, attempt);
      await boss.complete(job.name, id);
    } catch (err) {
      const facts = { err, job: job.name, id, attempt: attempt.number };
      if (attempt.isLast) log.error(facts, 'a job failed for good');
      else log.warn(facts, 'a job failed and is tried again');
      await giveBack(id, err);
    }
  }
  return { carryOut, giveBack };
}

/** The library, in the version that Node 20 runs, has no way to say that a job still runs. */
const renewal = `update pgboss.job set started_on = now() where name = $1 and id = any($2::uuid[]) and state = 'active'`;

/** All times in seconds. */
export interface JobTimes {
  /** How often a replica looks for what others added, or what has come due. What it adds itself is begun at once. */
  readonly look: number;
  /** The pause after the first failure; it doubles. */
  readonly pause: number;
  /** A job whose process died is given to another after this time. */
  readonly lease: number;
  /** How long stopping waits for what runs. */
  readonly patience: number;
}
