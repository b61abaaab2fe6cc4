/** The database inside the process: PostgreSQL compiled to WebAssembly, its files in the data directory. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, Kysely, sql } from 'kysely';
import { PGliteDialect } from 'kysely-pglite-dialect';
import type { Logger } from '../../core/log';
import { lockDirectory, type DataDirectory } from './data-directory';
import { type Database, DatabaseError } from '../database';
import { incompleteDatabaseError } from './directory-state';
import { damagedDatabaseError, translateDirectoryError, diskFullError } from './directory-messages';
import { extractTar } from './unpack';
import { migrate } from '../migrations';
import { freeBytesAt, isWritableByOthers, writableByOthersProblem } from './disk-space';
import type { Tables } from '../tables';

/** PostgreSQL's number of the type `bigint`. */
const int8 = 20;

/** One connection to a small database needs a fraction of what a server sets aside for a hundred. */
const smaller = ['-c', 'shared_buffers=16MB', '-c', 'max_connections=5'];

/** It writes its log ahead in files of this size. Bytes. */
const minFreeBytes = 16 * 1024 * 1024;

/** What is needed of it: its own types are not the same for those who import it and those who require it. */
interface EmbeddedConnection {
  query(text: string, values: unknown[]): Promise<object>;
  exec(text: string): Promise<object[]>;
  close(): Promise<void>;
}

/** Without a directory everything is forgotten at the end. */
export async function openEmbedded(dataDir: string | undefined, log: Logger): Promise<Database> {
  const directory = dataDir === undefined ? undefined : await lockDirectory(dataDir, stopOnLostLock(log));
  if (dataDir !== undefined && (await isWritableByOthers(dataDir)))
    log.warn({ dataDir }, writableByOthersProblem.join(' '));
  const files: { opened?: EmbeddedConnection } = {};
  try {
    files.opened = await openConnection(directory);
    const db = new Kysely<Tables>({ dialect: new PGliteDialect(asDialectClient(files.opened)) });
    await sql`select 1`.execute(db);
    if (directory !== undefined) await expectTables(db, directory);
    await directory?.markReady();
    return {
      db,
      isShared: false,
      semaphore: undefined,
      migrate: () => migrate(db),
      execute: (text, values) => executeIsolated(db, text, values),
      maintain: async () => {
        // Nothing in the background does either: the log would grow, and a restart after a kill replay all of it.
        await sql`vacuum`.execute(db);
        await sql`checkpoint`.execute(db);
      },
      async close() {
        await db.destroy();
        // Without the list a copy is only looked at less closely.
        await directory?.markClosed().catch((err: unknown) => log.warn({ err }, 'the files could not be listed'));
        await directory?.release();
      },
    };
  } catch (error) {
    await files.opened?.close();
    await directory?.release();
    throw error;
  }
}

/** A file that is missing shows only when somebody asks for what was in it; empty ones are what copies leave out. */
async function expectTables(db: Kysely<Tables>, { dataDir, path }: DataDirectory): Promise<void> {
  const { rows } = await sql<{
    file: string | null;
  }>`select pg_relation_filepath(oid) as file from pg_class where relpersistence = 'p'`.execute(db);
  const missing = rows.flatMap(({ file }) => (file === null || existsSync(join(path, file)) ? [] : [file]));
  if (missing.length > 0) throw incompleteDatabaseError(dataDir, missing);
}

/** Two processes may have the files open: going on would ruin them. */
const stopOnLostLock = (log: Logger) => (error: Error) => {
  log.error({ err: error }, 'another process took the data directory: stopping at once');
  throw error;
};

/** A new database is unpacked from a prepared one: making it takes three times as long. */
async function openConnection(directory: DataDirectory | undefined): Promise<EmbeddedConnection> {
  const { PGlite } = await import('@electric-sql/pglite');
  const options = { parsers: { [int8]: Number }, startParams: [...PGlite.defaultStartParams, ...smaller] };
  if (directory === undefined) return PGlite.create({ ...options, loadDataDir: await loadPreparedDatabase() });
  // Its own way of unpacking takes ten times as long.
  const archive = directory.isNew ? await gunzipAsync(await (await loadPreparedDatabase()).arrayBuffer()) : undefined;
  try {
    if (archive !== undefined) extractTar(archive, directory.path);
    return await PGlite.create({ ...options, dataDir: directory.path });
  } catch (error) {
    throw await explainOpenFailure(directory, error);
  }
}

/** What was just unpacked is not damaged: that is some other trouble. */
async function explainOpenFailure({ dataDir, isNew }: DataDirectory, error: unknown): Promise<unknown> {
  const translated = translateDirectoryError(dataDir, error);
  if (translated instanceof DatabaseError) return translated;
  // It does not say itself that it had no room.
  if ((await freeBytesAt(dataDir)) < minFreeBytes) return diskFullError(dataDir, error);
  return isNew ? error : damagedDatabaseError(dataDir, error);
}

const gunzipAsync = promisify(gunzip);
const loadPreparedDatabase = async (): Promise<Blob> => (await import('@electric-sql/pglite-prepopulatedfs')).dataDir();

/** The dialect prepares each statement, which takes one at a time; text without values may hold several. */
function asDialectClient(connection: EmbeddedConnection): PGlite {
  const query = async (text: string, values: unknown[] = []): Promise<object> => {
    // It answers without ever letting timers run: a long row of statements would let the directory's lock grow old.
    await new Promise(setImmediate);
    if (values.length > 0) return connection.query(text, values);
    return (await connection.exec(text)).at(-1) ?? { rows: [] };
  };
  return { query, close: () => connection.close() } as unknown as PGlite;
}

/** There is one connection: a text that began a transaction and failed must not leave it open for the next one. */
async function executeIsolated(db: Kysely<Tables>, text: string, values: readonly unknown[] = []) {
  return db.connection().execute(async (connection) => {
    try {
      const { rows } = await connection.executeQuery(CompiledQuery.raw(text, [...values]));
      return { rows };
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
      throw error;
    }
  });
}
