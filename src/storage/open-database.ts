/** Opens the database, PostgreSQL where an address is given, else the embedded one: for work, or only for a look. */
import { checkUnknown } from '../core/health-check';
import type { KeyValueStore } from '../core/key-value-store';
import type { Logger } from '../core/log';
import { DatabaseInUseError, type Database } from './database';
import type { WithDatabase } from './doctor-checks';
import { translateDirectoryError } from './embedded/directory-messages';
import { inspectDirectory } from './embedded/directory-state';
import { openEmbedded } from './embedded/open';
import { createKeyValueStore } from './key-value-store';
import { openPostgres } from './postgres/open';
import { translateServerError } from './translate-errors';

export interface DatabaseOptions {
  readonly databaseUrl: string | undefined;
  /** Where the embedded database is kept; undefined forgets everything at the end. */
  readonly dataDir: string | undefined;
  readonly log: Logger;
}

/** Throws `DatabaseError` where somebody must do something about it. */
export async function openDatabase({ databaseUrl, dataDir, log }: DatabaseOptions): Promise<Database> {
  const begun = performance.now();
  const database = databaseUrl === undefined ? await openEmbedded(dataDir, log) : await openPostgres(databaseUrl, log);
  try {
    const migrations = await database.migrate();
    const milliseconds = Math.round(performance.now() - begun);
    log.info({ kind: database.isShared ? 'PostgreSQL' : 'embedded', migrations, milliseconds }, 'database open');
    return database;
  } catch (error) {
    await database.close();
    throw translateServerError(error);
  }
}

export interface ReadOnlyDatabase {
  readonly withDatabase: WithDatabase;
  /** Rejects where the database cannot be looked into, and whatever would change it. */
  readonly store: Pick<KeyValueStore, 'get' | 'update'>;
  close(): Promise<void>;
}

/** A look into the database of a bot that may be running elsewhere: it is neither made nor changed. */
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
