/** Every few minutes: what has expired is let go of, and the embedded database is tidied. */
import { z } from 'zod';
import type { Job, Jobs, Worker } from '../core/jobs';
import type { Logger } from '../core/log';
import type { Database } from './database';
import { forgetExpired } from './store';

const payload = z.object({});
const housekeeping: Job<z.infer<typeof payload>> = { name: 'housekeeping', payload, tries: 1, atOnce: 1 };
const pause = 10 * 60;

interface Parts {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly clock: () => Date;
  /** Lets go of what is too old. */
  readonly forget: (now: Date) => Promise<void>;
  readonly log: Logger;
}

/** One job waits at any time, for all replicas together: each one adds the next. */
const plan = (jobs: Jobs): Promise<void> => jobs.add(housekeeping, {}, { key: 'next', delay: pause });

/** At the start, so that it goes on where a job was lost. */
export const beginHousekeeping = plan;

export const createHousekeeping = ({ database, jobs, clock, forget, log }: Parts): Worker<z.infer<typeof payload>> => ({
  job: housekeeping,
  async run() {
    await plan(jobs);
    const expired = await forgetExpired(database.db, clock());
    await forget(clock());
    await database.tidy();
    log.debug({ expired }, 'housekeeping done');
  },
});
