/** Opens the database: PostgreSQL where an address is given, else the embedded one. Both speak the same SQL. */
import type { Logger } from '../core/log';
import type { Database } from './database';
import { openEmbedded } from './embedded/open';
import { openPostgres } from './postgres/open';
import { translateServerError } from './postgres/error-messages';

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
