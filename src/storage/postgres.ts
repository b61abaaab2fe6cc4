/** A PostgreSQL server, shared by any number of replicas. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool, types } from 'pg';
import type { Logger } from '../core/log';
import type { Database } from './database';
import type { Tables } from './tables';
import { createSharedTurns } from './turns';
import { DatabaseUnusable } from './unusable';

/** PostgreSQL's number of the type `bigint`. */
const int8 = 20;
const getTypeParser = ((id: number, format?: 'text') =>
  id === int8
    ? Number
    : (types.getTypeParser as (id: number, format?: 'text') => unknown)(id, format)) as typeof types.getTypeParser;

export async function openPostgres(connectionString: string, log: Logger): Promise<Database> {
  const pool = new Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'autotask-opportunities-bot',
    types: { getTypeParser },
  });
  // A connection that breaks while nobody uses it is replaced; unheard, it would end the process.
  pool.on('error', (err) => log.warn({ err }, 'a database connection broke'));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
  } catch (cause) {
    await db.destroy();
    const cure =
      'Check DATABASE_URL: host, port, name, user and password; and that the server takes connections from here.';
    throw new DatabaseUnusable(`The database cannot be reached: ${String(cause)}`, cure, { cause });
  }
  const turns = createSharedTurns({ client: () => clientOfTurns(connectionString), random: Math.random, log });
  return {
    db,
    isShared: true,
    turns,
    execute: async (text, values = []) => {
      const { rows } = await (values.length === 0 ? pool.query(text) : pool.query(text, [...values]));
      return { rows: rows as unknown[] };
    },
    tidy: () => Promise.resolve(),
    async close() {
      await turns.close();
      await db.destroy();
    },
  };
}

/** Of its own: the pool hands its connections to whoever comes, and the locks of a session with them. */
const clientOfTurns = (connectionString: string): Client =>
  new Client({
    connectionString,
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
    keepAlive: true,
    application_name: 'autotask-opportunities-bot turns',
  });
