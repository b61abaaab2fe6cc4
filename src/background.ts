/** What goes on while nobody waits for it: cards drawn anew, what waits in the outbox, digests, news, housekeeping. */
import { randomUUID } from 'node:crypto';
import type { Config } from './config';
import { anyWorker, type AnyWorker } from './core/jobs';
import type { Logger } from './core/log';
import type { Metrics } from './core/metrics';
import type { Platform } from './core/platform';
import {
  type CardRegistry,
  createCardRefresh,
  createCardRefreshWorker,
  type CardRefresh,
  type CardRefreshDeps,
} from './core/cards/card-refresh';
import { createScheduledWork } from './features/scheduled-work';
import { notifyResult } from './features/pending/notify';
import { rendererFor } from './features/card-renderer';
import type { Services, ViewContext } from './features/services';
import type { ExecutionResult } from './outbox/execute';
import { createOutboxWorker } from './outbox/worker';
import type { NotificationMarker } from './outbox/notify';
import { createCheckDuplicates } from './outbox/late-arrivals';
import type { Database } from './storage/database';
import { createHousekeeping, createHousekeepingSchedule, createRetention } from './storage/housekeeping';
import type { JobRunner } from './storage/jobs';

/** Milliseconds from one look at what waits to the next. */
const outboxPause = 5_000;

/** Calls again and again, until what it answers is called. */
export type RepeatTimer = (tick: () => Promise<void>) => () => void;

export const everyTwentySeconds: RepeatTimer = (tick) => {
  const timer = setInterval(() => void tick(), 20_000);
  return () => clearInterval(timer);
};

/** Ties what people see to the log. */
export const newReference = (): string => randomUUID().slice(0, 8).toUpperCase();

interface BackgroundDeps {
  readonly beat?: RepeatTimer;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly jobs: JobRunner;
  readonly services: Services;
  readonly notifier: NotificationMarker;
  readonly cardRegistry: CardRegistry;
  readonly platforms: readonly Platform[];
  readonly canStillView: CardRefreshDeps['canStillView'];
}
export function createBackgroundWork(config: Config, deps: BackgroundDeps) {
  const { database, jobs, services, notifier, beat = everyTwentySeconds } = deps;
  const cardRefresh = createCardRefresh(jobs, deps.log);
  const outboxWorker = createNotifyingOutboxWorker(deps, cardRefresh);
  const scheduledWork = createScheduledWork({ ...deps, newReference }, config.digest.skipAfterHours);
  const planHousekeeping = createHousekeepingSchedule(deps);
  const repeating = { stop: (): void => undefined };
  return {
    cardRefresh,
    async start() {
      // What a killed process had leased would else wait for the end of its lease.
      if (!database.isShared) await services.outbox.releaseExpired();
      await jobs.start([...createWorkers(config, deps), ...scheduledWork.workers]);
      await planHousekeeping();
    },
    /** Once the platforms are there to be told. */
    send() {
      outboxWorker.start();
      repeating.stop = beat(() => planHousekeeping().then(scheduledWork.tick));
    },
    /** Begins nothing more of its own accord; resolves when what it has in hand of that is finished. */
    rest() {
      repeating.stop();
      return outboxWorker.stop();
    },
    /** Once nobody adds to it any more. */
    stop: () => Promise.all([notifier.flush(), jobs.stop()]).then(() => undefined),
  };
}

/** For drawing cards where nobody arrived. */
const viewContextOf =
  ({ services, clock }: BackgroundDeps) =>
  (): ViewContext => ({ services, now: clock() });

/** Sends what waits, and tells those who asked for it what became of it. */
function createNotifyingOutboxWorker(deps: BackgroundDeps, cardRefresh: CardRefresh) {
  const { services, cardRegistry, clock, log } = deps;
  const notifyDeps = { viewContext: viewContextOf(deps), cardRegistry, cardRefresh };
  return createOutboxWorker({
    outbox: services.outbox,
    execute: services.execute,
    notify: (result: ExecutionResult) => notifyResult(notifyDeps, result),
    checkDuplicates: createCheckDuplicates({ ...services, clock, log }),
    interval: outboxPause,
    clock,
    log,
  });
}

/** Jobs: cards drawn anew after a change, and what is too old let go of. */
function createWorkers({ retention }: Config, deps: BackgroundDeps): readonly AnyWorker[] {
  const { database, services, cardRegistry, platforms, canStillView, clock, log } = deps;
  const viewContext = viewContextOf(deps);
  const refresh: CardRefreshDeps = {
    cardRegistry,
    platforms: () => platforms,
    rendererFor: (change) => rendererFor(viewContext(), change),
    canStillView,
    log,
  };
  const forget = createRetention(services, retention);
  return [anyWorker(createCardRefreshWorker(refresh)), anyWorker(createHousekeeping({ database, clock, forget, log }))];
}
