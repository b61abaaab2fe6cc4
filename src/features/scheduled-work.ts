/** What the bot does without being asked: digests that are due, and news for those who watch. */
import { anyWorker, type AnyWorker, type Jobs } from '../core/jobs';
import type { Metrics } from '../core/metrics';
import { createDigestScheduler, createDigestWorker } from './digest/run';
import type { OnBehalfDeps } from './subscribing/on-behalf';
import { enqueueWatchPoll, createWatchWorker } from './watch/poll';

export interface ScheduledWork {
  readonly workers: readonly AnyWorker[];
  /** Looks once whether there is something to do. Never rejects. */
  readonly tick: () => Promise<void>;
}

interface ScheduledWorkDeps extends OnBehalfDeps {
  readonly jobs: Jobs;
  readonly metrics: Metrics;
}

export function createScheduledWork(deps: ScheduledWorkDeps, skipAfterHours: number): ScheduledWork {
  const { subscriptions } = deps.services;
  const digestScheduler = createDigestScheduler({ ...deps, subscriptions });
  return {
    workers: [anyWorker(createDigestWorker({ ...deps, skipAfterHours })), anyWorker(createWatchWorker(deps))],
    async tick() {
      await digestScheduler.tick();
      await enqueueWatchPoll(deps);
    },
  };
}
