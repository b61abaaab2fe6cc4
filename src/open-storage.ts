/** What survives a restart, opened: the database, its repositories and jobs; the platforms' libraries are loaded meanwhile. */
import type { Logger } from './core/log';
import type { Config } from './config';
import { type Metrics, outboxDepth } from './core/metrics';
import { openDatabase } from './storage/open-database';
import { loadPlatforms } from './platforms/load';
import { discardingLateInserts } from './outbox/late-arrivals';
import { translateErrors } from './storage/translate-errors';
import { createOutbox } from './storage/outbox';
import { createJobRunner } from './storage/jobs';
import { createKeyValueStore } from './storage/key-value-store';
import { createSubscriptions } from './storage/subscriptions';
import { createSnapshotStore } from './storage/snapshots';

export interface StorageDeps {
  readonly log: Logger;
  readonly clock: () => Date;
  readonly meter: Metrics;
  /** Nothing is kept over a restart, unless a server is named that keeps it. */
  readonly forgets?: boolean;
  /** How the database is opened, where it is kept by somebody else. */
  readonly openDatabase?: typeof openDatabase | undefined;
}

/** What survives a restart; the platforms' libraries are loaded while the database is opened. */
export async function openStorage(config: Config, deps: StorageDeps) {
  const { log, clock, meter, forgets = false, openDatabase: open = openDatabase } = deps;
  const { databaseUrl, dataDir } = config;
  const databasePromise = open({ databaseUrl, dataDir: forgets ? undefined : dataDir, log });
  const [database, libraries] = await Promise.all([databasePromise, loadPlatforms(config)]);
  const outbox = discardingLateInserts(translateErrors(createOutbox(database.db), log), log);
  meter.gauge(outboxDepth, () => outbox.countWaiting());
  return {
    libraries,
    database,
    jobs: createJobRunner({ database, log }),
    store: translateErrors(createKeyValueStore(database.db, clock), log),
    outbox,
    subscriptions: translateErrors(createSubscriptions(database.db), log),
    readings: translateErrors(createSnapshotStore(database.db), log),
  };
}
