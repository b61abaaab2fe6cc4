/** What makes a bot quick to start and to fail: one embedded database for all tests of a file, and no pause before retries. */
import type { Database } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/open-database';

let opened: Promise<Database> | undefined;

/**
 * In place of `openDatabase`, for one bot at a time without a data directory of its own: emptied whenever it is opened,
 * since a new one takes two seconds.
 */
export const reuseDatabase: typeof openDatabase = async (options) => {
  if (options.databaseUrl !== undefined || options.dataDir !== undefined) return openDatabase(options);
  opened ??= openDatabase(options);
  const database = await opened;
  await empty(database);
  return { ...database, close: () => Promise.resolve() };
};

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
