/** Every few minutes: what has expired is let go of, and the embedded database is tidied. */
import { z } from 'zod';
import type { Job, Jobs, Worker } from '../core/jobs';
import type { Logger } from '../core/log';
import type { SnapshotStore } from '../opportunity/snapshot';
import type { SubscriptionStore } from '../opportunity/subscription';
import type { Outbox } from '../outbox/entry';
import type { Database } from './database';
import { deleteExpired } from './key-value-store';

const payload = z.object({});
const housekeeping: Job<z.infer<typeof payload>> = { name: 'housekeeping', payload, maxAttempts: 1, concurrency: 1 };
/** Seconds. */
const intervalSeconds = 10 * 60;

interface HousekeepingDeps {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly clock: () => Date;
  /** Lets go of what is too old. */
  readonly forget: (now: Date) => Promise<void>;
  readonly log: Logger;
}

/** One job waits at any time, for all replicas together: nothing is added while there is one. */
const scheduleNext = (jobs: Jobs): Promise<void> => jobs.add(housekeeping, {}, { key: 'next', delay: intervalSeconds });

/**
 * Asked every few seconds: sees to it now and then that the next one is planned, also where a job was lost, or where the
 * database did not take it; then again at the next call. Never rejects.
 */
export function createHousekeepingSchedule({ jobs, clock, log }: Pick<HousekeepingDeps, 'jobs' | 'clock' | 'log'>) {
  const state = { next: 0 };
  return async function tick(): Promise<void> {
    const now = clock();
    if (now.getTime() < state.next) return;
    try {
      await scheduleNext(jobs);
      state.next = now.getTime() + (intervalSeconds / 2) * 1000;
    } catch (err) {
      log.warn({ err }, 'the next housekeeping is not planned yet');
    }
  };
}

export const createHousekeeping = ({
  database,
  clock,
  forget,
  log,
}: Omit<HousekeepingDeps, 'jobs'>): Worker<z.infer<typeof payload>> => ({
  job: housekeeping,
  async run() {
    const expired = await deleteExpired(database.db, clock());
    await forget(clock());
    await database.maintain();
    log.debug({ expired }, 'housekeeping done');
  },
});

/** How long what is over is kept. */
interface RetentionConfig {
  /** Lines of the record of changes. */
  readonly auditDays: number;
  /** What digests compare with. */
  readonly snapshotDays: number;
}

interface RetentionDeps {
  readonly outbox: Pick<Outbox, 'forget'>;
  readonly subscriptions: Pick<SubscriptionStore, 'forget'>;
  readonly readings: Pick<SnapshotStore, 'forget'>;
}

/** What is over and told of elsewhere: nobody asks for it after so long. */
const finishedEntryDays = 30;

/** Lets go of what is older than the settings keep it. */
export const createRetention =
  ({ outbox, subscriptions, readings }: RetentionDeps, { auditDays, snapshotDays }: RetentionConfig) =>
  async (now: Date): Promise<void> => {
    const before = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60_000);
    await outbox.forget({ entries: before(finishedEntryDays), lines: before(auditDays) });
    await subscriptions.forget(before(finishedEntryDays));
    await readings.forget(before(snapshotDays));
  };
