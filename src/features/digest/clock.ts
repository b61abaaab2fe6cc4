/** Looks every few seconds for digests that are due, and hands each to whoever works: at any number of replicas once. */
import type { Jobs } from '../../core/jobs';
import type { Logger } from '../../core/log';
import { nextRun } from '../../core/schedule';
import type { SubscriptionStore } from '../../opportunity/subscription';
import { digestRunJob } from './run';

export interface DigestScheduler {
  /** Looks once. Never rejects. */
  tick(): Promise<void>;
}

interface DigestSchedulerDeps {
  readonly subscriptions: Pick<SubscriptionStore, 'leaseDue'>;
  readonly jobs: Jobs;
  readonly clock: () => Date;
  readonly log: Logger;
}

export const createDigestScheduler = ({ subscriptions, jobs, clock, log }: DigestSchedulerDeps): DigestScheduler => ({
  async tick() {
    try {
      const runs = await subscriptions.leaseDue(clock(), ({ schedule }, after) => nextRun(schedule, after));
      for (const { id, subscription, due } of runs) {
        const run = { run: id, subscription: subscription.id, due: due.toISOString() };
        await jobs.add(digestRunJob, run, { key: id });
      }
    } catch (err) {
      log.error({ err }, 'digests that are due were not looked for');
    }
  },
});
