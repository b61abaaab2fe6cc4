/** What is in DATA_DIR: nothing yet, a first start that was cut short, or a whole database. Looks only. */
import { constants } from 'node:fs';
import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findChangedFiles, readInventory } from './inventory';
import { DatabaseError } from '../database';

export type DirectoryState = 'nothing' | 'begun' | 'whole';

/** The names of everything that the bot has in DATA_DIR. */
export const directoryFiles = {
  database: 'database',
  lock: 'database.lock',
  holder: 'database.holder.json',
  /** There from before the first file of a new database is written until it can be used. */
  begun: 'database.first-start',
  /** In the database itself; since it is not empty, and tells of all the others, no copy leaves it out unnoticed. */
  finished: 'first-start-finished',
};

/** Of the PostgreSQL that the embedded database is: the files of another cannot be read. */
const major = '18';

/** Without any of these it does not start, or starts anew with nothing in it; some of the directories are empty. */
const requiredFiles = [
  ...['PG_VERSION', 'postgresql.conf', 'global/pg_control', 'global/pg_filenode.map', 'base', 'pg_xact', 'pg_wal'],
  ...['pg_commit_ts', 'pg_dynshmem', 'pg_logical/mappings', 'pg_logical/snapshots', 'pg_multixact/members'],
  ...['pg_multixact/offsets', 'pg_notify', 'pg_replslot', 'pg_serial', 'pg_snapshots', 'pg_stat', 'pg_stat_tmp'],
  ...['pg_subtrans', 'pg_tblspc', 'pg_twophase', 'pg_wal/archive_status', 'pg_wal/summaries'],
];

/** Throws `DatabaseError` where there is something that is no whole database of this version's. */
export async function inspectDirectory(dataDir: string): Promise<DirectoryState> {
  const path = join(dataDir, directoryFiles.database);
  const files = await listDirectory(path);
  if (files.length === 0) {
    const isUsed =
      (await isThere(join(dataDir, directoryFiles.holder))) && !(await isThere(join(dataDir, directoryFiles.begun)));
    if (isUsed) throw incompleteDatabaseError(dataDir, [directoryFiles.database]);
    return 'nothing';
  }
  const isBegun = await isThere(join(dataDir, directoryFiles.begun));
  if (isBegun && !(await isThere(join(path, directoryFiles.finished)))) return 'begun';
  const isOurs = files.some((name) =>
    [directoryFiles.finished, 'PG_VERSION', 'base', 'global', 'pg_wal'].includes(name),
  );
  if (!isOurs) throw foreignDatabaseError(dataDir, files);
  await assertSameVersion(dataDir, join(path, 'PG_VERSION'));
  const missing = await filterAsync(
    [directoryFiles.finished, ...requiredFiles],
    async (name) => !(await isThere(join(path, name))),
  );
  const inventory = missing.length > 0 ? undefined : await readInventory(path, directoryFiles.finished);
  const gone = inventory === undefined ? missing : await findChangedFiles(path, inventory);
  if (gone.length > 0)
    throw incompleteDatabaseError(
      dataDir,
      gone.map((name) => `${directoryFiles.database}/${name}`),
    );
  await access(join(path, 'global/pg_control'), constants.R_OK | constants.W_OK);
  return 'whole';
}

export function incompleteDatabaseError(dataDir: string, missing: readonly string[]): DatabaseError {
  return new DatabaseError(
    `The database in DATA_DIR ("${dataDir}") is incomplete. Missing or cut short: ${summarizeNames(missing)}.`,
    `Copy DATA_DIR from the back-up once more, with its empty files and directories; nothing was changed in it. To begin anew, with nothing stored, remove "${join(dataDir, directoryFiles.database)}" and "${join(dataDir, directoryFiles.holder)}".`,
  );
}

const foreignDatabaseError = (dataDir: string, files: readonly string[]): DatabaseError =>
  new DatabaseError(
    `"${join(dataDir, directoryFiles.database)}" is no database of the bot: it holds ${summarizeNames(files)}.`,
    'Set DATA_DIR to a directory of the bot’s own. Nothing was changed there.',
  );

async function assertSameVersion(dataDir: string, file: string): Promise<void> {
  const version = (await readFile(file, 'utf8').catch(ignoreMissing))?.trim();
  if (version === undefined || version === major || version === '') return;
  const cure = 'Start it with the version of the bot that made it, or set DATA_DIR to another directory.';
  const wrong = `The database in DATA_DIR ("${dataDir}") is one of PostgreSQL ${version.slice(0, 20)}; this version of the bot has PostgreSQL ${major}.`;
  throw new DatabaseError(wrong, cure);
}

const listDirectory = async (path: string): Promise<readonly string[]> =>
  (await readdir(path).catch(ignoreMissing)) ?? [];

const isThere = async (path: string): Promise<boolean> => (await access(path).then(() => true, ignoreMissing)) ?? false;

/** What cannot be looked at is not taken for absent. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function filterAsync<T>(all: readonly T[], predicate: (one: T) => Promise<boolean>): Promise<readonly T[]> {
  const matches = await Promise.all(all.map(predicate));
  return all.filter((_one, index) => matches[index]);
}

const summarizeNames = (all: readonly string[]): string =>
  all.length <= 4 ? all.join(', ') : `${all.slice(0, 3).join(', ')} and ${String(all.length - 3)} more`;
