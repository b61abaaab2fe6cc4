/** What goes on while nobody waits for it: cards drawn anew, what waits in the outbox, digests, news, housekeeping. */
import { randomUUID } from 'node:crypto';
import type { Config } from './config';
import { anyWorker } from './core/jobs';
import type { Logger } from './core/log';
import type { Meter } from './core/meter';
import type { Platform } from './core/platform';
import type { Changed } from './core/reply';
import type { Shelf } from './core/shelf';
import { createSpread, createSpreadWorker, type SpreadParts } from './core/spread';
import { createByItself } from './features/by-itself';
import { tellCarried } from './features/outbox-telling';
import { redraw } from './features/redraw';
import type { Services } from './features/services';
import type { Carried } from './outbox/carry';
import { createSender } from './outbox/sender';
import type { Told } from './outbox/told';
import { createLookTwice } from './outbox/twice';
import type { Database } from './storage/database';
import { createHousekeeping, createHousekeepingClock } from './storage/housekeeping';
import type { JobDesk } from './storage/jobs';
import { createRetention } from './storage/retention';

/** Milliseconds from one look at what waits to the next. */
const outboxPause = 5_000;

/** Calls again and again, until what it answers is called. */
export type Beat = (tick: () => Promise<void>) => () => void;

export const everyTwentySeconds: Beat = (tick) => {
  const timer = setInterval(() => void tick(), 20_000);
  return () => clearInterval(timer);
};

/** Ties what people see to the log. */
export const newReference = (): string => randomUUID().slice(0, 8).toUpperCase();

interface Behind {
  readonly beat?: Beat;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly meter: Meter;
  readonly database: Database;
  readonly jobs: JobDesk;
  readonly services: Services;
  readonly told: Told;
  readonly shelf: Shelf;
  readonly platforms: readonly Platform[];
  readonly mayStay: SpreadParts['mayStay'];
}
/** What goes on while nobody waits for it. */
export function background({ digest, retention }: Config, parts: Behind) {
  const {
    database,
    jobs,
    services,
    told,
    shelf,
    platforms,
    mayStay,
    clock,
    log,
    meter,
    beat = everyTwentySeconds,
  } = parts;
  const { outbox, carry } = services;
  const forget = createRetention(services, retention);
  const spread = createSpread(jobs, log);
  const moment = () => ({ services, now: clock() });
  const redrawn = (changed: Changed) => redraw(moment(), changed);
  const tell = (carried: Carried) => tellCarried({ moment, shelf, spread }, carried);
  const lookTwice = createLookTwice({ ...services, clock, log });
  const sender = createSender({ outbox, carry, tell, clock, log, every: outboxPause, lookTwice });
  const byItself = createByItself({ services, jobs, clock, newReference, log, meter }, digest.skipAfterHours);
  const workers = [
    anyWorker(createSpreadWorker({ shelf, platforms: () => platforms, redraw: redrawn, mayStay, log })),
    anyWorker(createHousekeeping({ database, clock, forget, log })),
    ...byItself.workers,
  ];
  const planHousekeeping = createHousekeepingClock({ jobs, clock, log });
  const beating = { stop: (): void => undefined };
  return {
    spread,
    async start() {
      // What a killed process had in hand would else wait for the end of its time.
      if (!database.isShared) await outbox.relieve();
      await jobs.start(workers);
      await planHousekeeping();
    },
    /** Once the platforms are there to be told. */
    send() {
      sender.start();
      beating.stop = beat(() => planHousekeeping().then(byItself.tick));
    },
    /** Begins nothing more of its own accord; resolves when what it has in hand of that is finished. */
    rest() {
      beating.stop();
      return sender.stop();
    },
    /** Once nobody adds to it any more. */
    stop: () => Promise.all([told.flush(), jobs.stop()]).then(() => undefined),
  };
}
