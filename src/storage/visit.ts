/** A look into the database of a bot that may be running elsewhere: it is neither made nor changed. */
import { known } from '../core/finding';
import type { Store } from '../core/store';
import type { Lend } from './checkup';
import type { Database } from './database';
import type { DatabaseOptions } from './open-database';
import { stateOf } from './directory-state';
import { inDirectoryWords } from './directory-words';
import { openEmbedded } from './embedded';
import { openPostgres } from './postgres';
import { createStore } from './store';
import { DatabaseInUse } from './unusable';

export interface Visit {
  readonly lend: Lend;
  /** Rejects where the database cannot be looked into, and whatever would change it. */
  readonly store: Pick<Store, 'get' | 'update'>;
  close(): Promise<void>;
}

export function visitDatabase(options: DatabaseOptions, clock: () => Date): Visit {
  const visit: { opened?: Promise<Database | undefined> } = {};
  const opened = () => (visit.opened ??= openExisting(options));
  return {
    async lend(look) {
      try {
        const database = await opened();
        if (database !== undefined) return await look(database);
        return known('There is none in DATA_DIR yet: the bot makes it when it starts.');
      } catch (error) {
        if (!(error instanceof DatabaseInUse)) throw error;
        return known('The running bot has it open, and alone can look into it: ask doctor in a chat.');
      }
    },
    store: {
      async get(key) {
        const database = await opened();
        return database === undefined ? undefined : createStore(database.db, clock).get(key);
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
  const state = await stateOf(dataDir).catch((error: unknown) => {
    throw inDirectoryWords(dataDir, error);
  });
  return state === 'whole' ? openEmbedded(dataDir, log) : undefined;
}
