/** What goes on while nobody waits for it: cards drawn anew, what waits in the outbox, digests, news, housekeeping. */
import { randomUUID } from 'node:crypto';
import type { Config } from './config';
import { anyWorker } from './core/jobs';
import type { Logger } from './core/log';
import type { Metrics } from './core/metrics';
import type { Platform } from './core/platform';
import type { CardChange } from './core/reply';
import type { CardRegistry } from './core/cards/card-registry';
import { createCardRefresh, createCardRefreshWorker, type CardRefreshDeps } from './core/cards/card-refresh';
import { createScheduledWork } from './features/scheduled-work';
import { notifyResult } from './features/pending/notify';
import { rendererFor } from './features/card-renderer';
import type { Services } from './features/services';
import type { ExecutionResult } from './outbox/execute';
import { createOutboxWorker } from './outbox/worker';
import type { NotificationMarker } from './outbox/notify';
import { createCheckDuplicates } from './outbox/late-arrivals';
import type { Database } from './storage/database';
import { createHousekeeping, createHousekeepingSchedule } from './storage/housekeeping';
import type { JobRunner } from './storage/jobs';
import { createRetention } from './storage/retention';

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
/** What goes on while nobody waits for it. */
export function createBackgroundWork({ digest, retention }: Config, deps: BackgroundDeps) {
  const {
    database,
    jobs,
    services,
    notifier,
    cardRegistry,
    platforms,
    canStillView,
    clock,
    log,
    metrics,
    beat = everyTwentySeconds,
  } = deps;
  const { outbox, execute } = services;
  const forget = createRetention(services, retention);
  const cardRefresh = createCardRefresh(jobs, log);
  const viewContext = () => ({ services, now: clock() });
  const redrawChanged = (changed: CardChange) => rendererFor(viewContext(), changed);
  const notifyExecuted = (result: ExecutionResult) => notifyResult({ viewContext, cardRegistry, cardRefresh }, result);
  const checkDuplicates = createCheckDuplicates({ ...services, clock, log });
  const outboxWorker = createOutboxWorker({
    outbox,
    execute,
    notify: notifyExecuted,
    clock,
    log,
    interval: outboxPause,
    checkDuplicates,
  });
  const scheduledWork = createScheduledWork(
    { services, jobs, clock, newReference, log, metrics },
    digest.skipAfterHours,
  );
  const workers = [
    anyWorker(
      createCardRefreshWorker({
        cardRegistry,
        platforms: () => platforms,
        rendererFor: redrawChanged,
        canStillView,
        log,
      }),
    ),
    anyWorker(createHousekeeping({ database, clock, forget, log })),
    ...scheduledWork.workers,
  ];
  const planHousekeeping = createHousekeepingSchedule({ jobs, clock, log });
  const repeating = { stop: (): void => undefined };
  return {
    spread: cardRefresh,
    async start() {
      // What a killed process had in hand would else wait for the end of its time.
      if (!database.isShared) await outbox.releaseExpired();
      await jobs.start(workers);
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
