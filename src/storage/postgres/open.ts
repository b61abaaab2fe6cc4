/** A PostgreSQL server, shared by any number of replicas. */
import { Kysely, PostgresDialect, sql, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { Client, Pool, types, type PoolConfig } from 'pg';
import type { Logger } from '../../core/log';
import { withDeadline } from '../../core/with-deadline';
import { type Database, DatabaseError } from '../database';
import { migrate } from '../migrations';
import type { Tables } from '../tables';
import { createSharedSemaphore } from './semaphore';

/** PostgreSQL's number of the type `bigint`. */
const int8 = 20;
const getTypeParser = ((id: number, format?: 'text') =>
  id === int8
    ? Number
    : (types.getTypeParser as (id: number, format?: 'text') => unknown)(id, format)) as typeof types.getTypeParser;

/**
 * A server that takes connections and then says nothing must not hold whoever waits, nor the connection. It is said of the
 * client alone: poolers between refuse connections that ask a limit of the server. Milliseconds.
 */
const limits = { connectionTimeoutMillis: 5_000, query_timeout: 10_000 };

const farewell = 5_000;

export async function openPostgres(connectionString: string, log: Logger): Promise<Database> {
  const common: PoolConfig = {
    connectionString,
    keepAlive: true,
    application_name: 'autotask-opportunities-bot',
    types: { getTypeParser },
  };
  const pool = new Pool({ ...common, ...limits, max: 10 });
  // A connection that breaks is replaced, and whoever asks by it hears of it; unheard besides, it would end the process.
  pool.on('error', (err) => log.warn({ err }, 'a database connection broke'));
  pool.on('connect', (client) => client.on('error', (err) => log.debug({ err }, 'a database connection broke')));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: dropUnresponsiveClients(pool) }) });
  try {
    await sql`select 1`.execute(db);
  } catch (cause) {
    await db.destroy();
    const cure =
      'Check DATABASE_URL: host, port, name, user and password; and that the server takes connections from here.';
    throw new DatabaseError(`The database cannot be reached: ${String(cause)}`, cure, { cause });
  }
  const semaphore = createSharedSemaphore({
    client: () => createSemaphoreClient(connectionString),
    random: Math.random,
    log,
  });
  return {
    db,
    isShared: true,
    semaphore,
    migrate: () => migrateWithoutTimeout(common),
    execute: async (text, values = []) => {
      const { rows } = await (values.length === 0 ? pool.query(text) : pool.query(text, [...values]));
      return { rows: rows as unknown[] };
    },
    maintain: () => Promise.resolve(),
    async close() {
      // A server that says nothing does not say goodbye either.
      await withDeadline(Promise.all([semaphore.close(), db.destroy()]), farewell);
    },
  };
}

/** What is asked next on a connection that did not answer would wait behind the same question. */
const dropUnresponsiveClients = (pool: Pool): PostgresPool => ({
  async connect() {
    const client = await pool.connect();
    const query = (text: string, values: readonly unknown[]) =>
      client.query(text, [...values]).catch((error: unknown) => {
        // The class has no name of its own. A connection that is ended leaves the pool when it is given back.
        if (error instanceof Error && error.message === 'Query read timeout') void client.end();
        throw error;
      });
    return { query, release: () => client.release() } as unknown as PostgresPoolClient;
  },
  end: () => pool.end(),
});

/** A change of large tables takes its time, and so does waiting for the replica that makes it. */
async function migrateWithoutTimeout(config: PoolConfig): Promise<readonly string[]> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new Pool(config) }) });
  return migrate(db).finally(() => db.destroy());
}

/** Of its own: the pool hands its connections to whoever comes, and the locks of a session with them. */
const createSemaphoreClient = (connectionString: string): Client =>
  new Client({
    connectionString,
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
    keepAlive: true,
    application_name: 'autotask-opportunities-bot turns',
  });
