/** Looks every few seconds for digests that are due, and hands each to whoever works: at any number of replicas once. */
import type { Jobs } from '../core/jobs';
import type { Logger } from '../core/log';
import { nextRun } from '../core/schedule';
import type { Subscriptions } from '../opportunity/subscription';
import { digestRun } from './digest-run';

export interface DigestClock {
  /** Looks once. Never rejects. */
  tick(): Promise<void>;
}

interface Parts {
  readonly subscriptions: Pick<Subscriptions, 'take'>;
  readonly jobs: Jobs;
  readonly clock: () => Date;
  readonly log: Logger;
}

export const createDigestClock = ({ subscriptions, jobs, clock, log }: Parts): DigestClock => ({
  async tick() {
    try {
      const runs = await subscriptions.take(clock(), ({ schedule }, after) => nextRun(schedule, after));
      for (const { id, subscription, due } of runs) {
        const run = { run: id, subscription: subscription.id, due: due.toISOString() };
        await jobs.add(digestRun, run, { key: id });
      }
    } catch (err) {
      log.error({ err }, 'digests that are due were not looked for');
    }
  },
});
