/** Everything that is stored, as JSON lines: one snapshot of all tables, read in pieces and written as they come. */
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql, type Kysely } from 'kysely';
import { DatabaseError, type Database } from './database';
import { openDatabase, type DatabaseOptions } from './open-database';
import type { Tables } from './tables';

/** So many rows are in memory at a time. */
const piece = 500;

/** Each line is `{"table":…,"row":…}`, with columns as the tables have them. */
export async function* exportLines(db: Kysely<Tables>): AsyncGenerator<string> {
  for await (const { table, row } of readAllTables(db)) yield `{"table":${JSON.stringify(table)},"row":${row}}\n`;
}

interface ExportedRow {
  readonly table: string;
  /** JSON text: numbers and moments stay exactly as they are. */
  readonly row: string;
}

async function* readAllTables(db: Kysely<Tables>): AsyncGenerator<ExportedRow> {
  const trx = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    for (const { name, source } of await listTables(trx)) yield* readTable(trx, name, source);
  } finally {
    await trx.rollback().execute();
  }
}

async function* readTable(trx: Kysely<Tables>, table: string, source: string): AsyncGenerator<ExportedRow> {
  const rows = sql`select row_to_json(one)::text as row from ${sql.raw(source)} as one`;
  await sql`declare exported no scroll cursor for ${rows}`.execute(trx);
  for (let read = piece; read === piece;) {
    const next = await sql<{ row: string }>`fetch ${sql.raw(String(piece))} from exported`.execute(trx);
    for (const { row } of next.rows) yield { table, row };
    read = next.rows.length;
  }
  await sql`close exported`.execute(trx);
}

/** The bot's own and those of its job library; a table that is kept in parts counts once. */
async function listTables(trx: Kysely<Tables>) {
  const { rows } = await sql<{ name: string; source: string }>`
    select case nspname when 'public' then relname else nspname || '.' || relname end as name,
      format('%I.%I', nspname, relname) as source
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname in ('public', 'pgboss') and relkind in ('r', 'p') and not relispartition
    order by 1
  `.execute(trx);
  return rows;
}

/**
 * Writes lines out, to a file or to standard output, from a database that nobody else has to be using. Throws
 * `DatabaseError` where it is in use, or not there.
 */
export async function writeLines(
  options: DatabaseOptions,
  lines: (db: Database['db']) => AsyncIterable<string>,
  file?: string,
): Promise<void> {
  const { databaseUrl, dataDir = '' } = options;
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'database'))) {
    throw new DatabaseError(`There is no database in DATA_DIR ("${dataDir}").`, 'Set DATA_DIR as the bot has it.');
  }
  const database = await openDatabase(options);
  try {
    // Names and places of people are in it: nobody else on the machine reads the file.
    const out = file === undefined ? process.stdout : createWriteStream(file, { mode: 0o600 });
    await pipeline(Readable.from(lines(database.db)), out, { end: file !== undefined });
  } finally {
    await database.close();
  }
}
