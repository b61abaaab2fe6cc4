/** Jobs in the database: added by anyone, done by whichever replica takes them first, tried again with growing pauses. */
import { randomUUID } from 'node:crypto';
import PgBoss from 'pg-boss';
import type { AnyWorker, Jobs } from '../core/jobs';
import type { Logger } from '../core/log';
import type { Database } from './database';
import { createHand, type Hand, type JobTimes } from './job-hand';
import { inServerWords } from './server-words';

export interface JobDesk extends Jobs {
  /** From now on jobs are done. Kinds that are added must be among the workers'. */
  start(workers: readonly AnyWorker[]): Promise<void>;
  /** Takes no more and waits for what is in hand; what takes too long is begun anew after the restart. */
  stop(): Promise<void>;
}
const usualTimes: JobTimes = { look: 1, pause: 5, lease: 60, patience: 20 };

export interface JobParts {
  readonly database: Database;
  readonly log: Logger;
  readonly times?: Partial<JobTimes>;
}

export function createJobs({ database, log, times: given }: JobParts): JobDesk {
  const times = { ...usualTimes, ...given };
  const underWay = new Set<Promise<unknown>>();
  const noted = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const boss = new PgBoss({
    db: { executeSql: (text, values?: unknown[]) => noted(database.execute(text, values)) },
    schedule: false,
    maintenanceIntervalSeconds: times.lease / 2,
  });
  boss.on('error', (err) => log.error({ err }, 'jobs: the database did not answer'));
  const hands = new Map<string, Hand>();

  return {
    async start(workers) {
      await boss.start().catch((error: unknown) => {
        throw inServerWords(error);
      });
      const known = new Set((await boss.getQueues()).map(({ name }) => name));
      for (const { job } of workers) {
        const options = { name: job.name, ...optionsOf(job, times) };
        await (known.has(job.name) ? boss.updateQueue(job.name, options) : boss.createQueue(job.name, options));
      }
      if (!database.isShared) await database.execute(handBack);
      for (const worker of workers) hands.set(worker.job.name, createHand({ boss, database, worker, times, log }));
    },
    async add(job, payload, { key, delay } = {}) {
      if (!hands.has(job.name)) throw new Error(`nobody does jobs of the kind ${job.name}`);
      // Of the library's kinds `short` keeps one waiting per key; whatever has no key must not keep others away.
      const options = { singletonKey: key ?? randomUUID(), ...(delay === undefined ? {} : { startAfter: delay }) };
      await boss.send(job.name, { payload: job.payload.parse(payload) }, options);
      if (delay === undefined) hands.get(job.name)?.look();
    },
    async stop() {
      await Promise.all([...hands.values()].map((hand) => hand.stop()));
      hands.clear();
      await boss.stop({ graceful: false });
      // The library does not wait for its own upkeep, and the database is closed next.
      await Promise.allSettled(underWay);
    },
  };
}

const optionsOf = ({ tries }: AnyWorker['job'], { pause, lease }: JobTimes) => ({
  policy: 'short' as const,
  retryLimit: tries - 1,
  retryDelay: pause,
  retryBackoff: true,
  expireInSeconds: lease,
});

/** Nobody else works on an embedded database: what is in hand at the start was in the hands of a process that died. */
const handBack = `
  update pgboss.job set start_after = now(), state =
    (case when retry_count < retry_limit then 'retry' else 'failed' end)::pgboss.job_state
  where state = 'active'`;
