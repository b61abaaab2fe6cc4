/** Writes lines out as they come, to a file or to standard output, from a database that nobody else has to be using. */
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Database } from './database';
import { openDatabase, type DatabaseOptions } from './open-database';
import { DatabaseError } from './database-error';

/** Throws `DatabaseError` where it is in use, or not there. */
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
