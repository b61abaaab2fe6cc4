/** Jobs in the database: added by anyone, done by whichever replica takes them first, tried again with growing pauses. */
import { randomUUID } from 'node:crypto';
import PgBoss from 'pg-boss';
import { createInFlight } from '../core/in-flight';
import type { AnyWorker, Jobs } from '../core/jobs';
import type { Logger } from '../core/log';
import type { Database } from './database';
import { createJobWorker, type JobWorker, type JobTimes } from './job-worker';
import { translateServerError } from './translate-errors';

export interface JobRunner extends Jobs {
  /** From now on jobs are done. Kinds that are added must be among the workers'. */
  start(workers: readonly AnyWorker[]): Promise<void>;
  /** Leases no more and waits for what runs; what takes too long is begun anew after the restart. */
  stop(): Promise<void>;
}
const defaultJobTimes: JobTimes = { look: 1, pause: 5, lease: 60, patience: 20 };

export interface JobRunnerOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly times?: Partial<JobTimes>;
}

export function createJobRunner({ database, log, times: overrides }: JobRunnerOptions): JobRunner {
  const times = { ...defaultJobTimes, ...overrides };
  const inFlight = createInFlight();
  const boss = new PgBoss({
    db: { executeSql: (text, values?: unknown[]) => inFlight.track(database.execute(text, values)) },
    schedule: false,
    maintenanceIntervalSeconds: times.lease / 2,
  });
  boss.on('error', (err) => log.error({ err }, 'jobs: the database did not answer'));
  const jobWorkers = new Map<string, JobWorker>();

  return {
    async start(workers) {
      await boss.start().catch((error: unknown) => {
        throw translateServerError(error);
      });
      const known = new Set((await boss.getQueues()).map(({ name }) => name));
      for (const { job } of workers) {
        const options = { name: job.name, ...queueOptions(job, times) };
        await (known.has(job.name) ? boss.updateQueue(job.name, options) : boss.createQueue(job.name, options));
      }
      if (!database.isShared) await database.execute(requeueActiveSql);
      for (const worker of workers)
        jobWorkers.set(worker.job.name, createJobWorker({ boss, database, worker, times, log }));
    },
    async add(job, payload, { key, delay } = {}) {
      if (!jobWorkers.has(job.name)) throw new Error(`nobody does jobs of the kind ${job.name}`);
      // Of the library's kinds `short` keeps one waiting per key; whatever has no key must not keep others away.
      const options = { singletonKey: key ?? randomUUID(), ...(delay === undefined ? {} : { startAfter: delay }) };
      await boss.send(job.name, { payload: job.payload.parse(payload) }, options);
      if (delay === undefined) jobWorkers.get(job.name)?.poll();
    },
    async stop() {
      await Promise.all([...jobWorkers.values()].map((worker) => worker.stop()));
      jobWorkers.clear();
      await boss.stop({ graceful: false });
      // The library does not wait for its own upkeep, and the database is closed next.
      await inFlight.drain();
    },
  };
}

const queueOptions = ({ maxAttempts }: AnyWorker['job'], { pause, lease }: JobTimes) => ({
  policy: 'short' as const,
  retryLimit: maxAttempts - 1,
  retryDelay: pause,
  retryBackoff: true,
  expireInSeconds: lease,
});

/** Nobody else works on an embedded database: what is active at the start was active in a process that died. */
const requeueActiveSql = `
  update pgboss.job set start_after = now(), state =
    (case when retry_count < retry_limit then 'retry' else 'failed' end)::pgboss.job_state
  where state = 'active'`;
