/** What makes a bot quick to start and to fail: one embedded database for all tests of a file, and no pause before retries. */
import type { Database } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/open-database';

/** Outside tests, as in a measurement, it is over as soon as nobody uses it. */
const isInTests = typeof afterAll === 'function';
const kept: { database: Promise<Database> | undefined; users: number; isOver: boolean } = {
  database: undefined,
  users: 0,
  isOver: !isInTests,
};

/**
 * In place of `openDatabase`, for one bot at a time without a data directory of its own: emptied whenever it is opened,
 * since a new one takes two seconds.
 */
export const reuseDatabase: typeof openDatabase = async (options) => {
  if (options.databaseUrl !== undefined || options.dataDir !== undefined) return openDatabase(options);
  kept.database ??= openDatabase(options);
  kept.users += 1;
  const database = await kept.database;
  await empty(database);
  const close = async (): Promise<void> => {
    kept.users -= 1;
    await closeWhenOver();
  };
  return { ...database, close };
};

/** An open one keeps the process alive. What a file does after its tests may come before this or after it. */
async function closeWhenOver(): Promise<void> {
  if (!kept.isOver || kept.users > 0) return;
  const database = await kept.database;
  kept.database = undefined;
  await database?.close();
}
if (isInTests) {
  afterAll(() => {
    kept.isOver = true;
    return closeWhenOver();
  });
}

/** All but which migrations were made, and the queues of the job engine, each of which has a table of its own. */
async function empty(database: Database): Promise<void> {
  const { rows } = await database.execute(`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')
      and tablename not like '%migration%' and (schemaname, tablename) not in (('pgboss', 'version'), ('pgboss', 'queue'))`);
  const names = rows.map((row) => (row as { readonly name: string }).name);
  if (names.length > 0) await database.execute(`truncate ${names.join(', ')} restart identity`);
}

/** Of what the whole bot is told beside its settings. */
export const quickApp = { openDatabase: reuseDatabase, limits: { backoff: 1 } };
