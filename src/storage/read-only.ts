/** A look into the database of a bot that may be running elsewhere: it is neither made nor changed. */
import { checkUnknown } from '../core/health-check';
import type { KeyValueStore } from '../core/key-value-store';
import type { WithDatabase } from './doctor-checks';
import type { Database } from './database';
import type { DatabaseOptions } from './open-database';
import { inspectDirectory } from './embedded/directory-state';
import { translateDirectoryError } from './embedded/directory-messages';
import { openEmbedded } from './embedded/open';
import { openPostgres } from './postgres/open';
import { createKeyValueStore } from './key-value-store';
import { DatabaseInUseError } from './database-error';

export interface ReadOnlyDatabase {
  readonly withDatabase: WithDatabase;
  /** Rejects where the database cannot be looked into, and whatever would change it. */
  readonly store: Pick<KeyValueStore, 'get' | 'update'>;
  close(): Promise<void>;
}

export function openReadOnlyDatabase(options: DatabaseOptions, clock: () => Date): ReadOnlyDatabase {
  const visit: { opened?: Promise<Database | undefined> } = {};
  const opened = () => (visit.opened ??= openExisting(options));
  return {
    async withDatabase(check) {
      try {
        const database = await opened();
        if (database !== undefined) return await check(database);
        return checkUnknown('There is none in DATA_DIR yet: the bot makes it when it starts.');
      } catch (error) {
        if (!(error instanceof DatabaseInUseError)) throw error;
        return checkUnknown('The running bot has it open, and alone can look into it: ask doctor in a chat.');
      }
    },
    store: {
      async get(key) {
        const database = await opened();
        return database === undefined ? undefined : createKeyValueStore(database.db, clock).get(key);
      },
      update: () => Promise.reject(new Error('A visit changes nothing.')),
    },
    async close() {
      await (await visit.opened?.catch(() => undefined))?.close();
    },
  };
}

/** Undefined where there is none. */
async function openExisting({ databaseUrl, dataDir, log }: DatabaseOptions): Promise<Database | undefined> {
  if (databaseUrl !== undefined) return openPostgres(databaseUrl, log);
  if (dataDir === undefined) return undefined;
  const state = await inspectDirectory(dataDir).catch((error: unknown) => {
    throw translateDirectoryError(dataDir, error);
  });
  return state === 'whole' ? openEmbedded(dataDir, log) : undefined;
}
