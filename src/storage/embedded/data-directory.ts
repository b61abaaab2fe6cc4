/** The directory of the embedded database: held by one process at a time, and prepared before it is first used. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { directoryFiles, inspectDirectory } from './directory-state';
import { translateDirectoryError } from './directory-messages';
import { clearInventory, writeInventory } from './inventory';
import { DatabaseInUseError } from '../database';

export interface DataDirectory {
  /** What DATA_DIR says. */
  readonly dataDir: string;
  /** Where the database's files are. */
  readonly path: string;
  /** Nothing usable is there yet. */
  readonly isNew: boolean;
  /** From now on what is there is worth keeping. */
  markReady(): Promise<void>;
  /** The database was closed in good order. */
  markClosed(): Promise<void>;
  /** Another process may take it. */
  release(): Promise<void>;
}

/**
 * The database itself takes no lock: a second process that wrote to the same files would ruin them. Throws
 * `DatabaseError`, and has changed nothing then, where something is there that is no whole database.
 */
export async function lockDirectory(dataDir: string, onLockLost: (error: Error) => void): Promise<DataDirectory> {
  try {
    return await prepareLockedDirectory(dataDir, onLockLost);
  } catch (error) {
    throw translateDirectoryError(dataDir, error);
  }
}

async function prepareLockedDirectory(dataDir: string, onLockLost: (error: Error) => void): Promise<DataDirectory> {
  const [path, lockPath, holderPath, begunPath] = [
    directoryFiles.database,
    directoryFiles.lock,
    directoryFiles.holder,
    directoryFiles.begun,
  ].map((name) => join(dataDir, name)) as [string, string, string, string];
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const holder = await lockHolderState(holderPath);
  if (existsSync(lockPath) && holder === 'alive') throw inUseError(dataDir);
  if (holder === 'dead') await rm(lockPath, { recursive: true, force: true });
  const release = await acquireLock(dataDir, lockPath, onLockLost);
  try {
    const state = await inspectDirectory(dataDir);
    const isNew = state !== 'whole';
    if (isNew) await writeFile(begunPath, 'Removed as soon as the first start is finished.\n');
    // A first start that was cut short leaves files that nobody can use, and nothing of value in them.
    if (state === 'begun') await rm(path, { recursive: true, force: true });
    await mkdir(path, { recursive: true, mode: 0o700 });
    await restrictToOwner(path);
    const begun = await processStartedAt(process.pid);
    await writeFile(holderPath, JSON.stringify({ host: hostname(), pid: process.pid, begun }));
    return {
      dataDir,
      path,
      isNew,
      async markReady() {
        await clearInventory(path, directoryFiles.finished);
        await rm(begunPath, { force: true });
      },
      markClosed: () => writeInventory(path, directoryFiles.finished),
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Names and e-mail addresses are in it. Where rights are not the bot's to change, the directory's own must do. */
const restrictToOwner = (path: string): Promise<void> => chmod(path, 0o700).catch(() => undefined);

/** A lock is kept fresh every few seconds. One that is older belonged to a process that was killed. */
const stale = 10_000;

async function acquireLock(dataDir: string, lockfilePath: string, onLockLost: (error: Error) => void) {
  try {
    const retries = { retries: 24, minTimeout: 500, maxTimeout: 500 };
    return await lock(dataDir, { lockfilePath, stale, update: stale / 4, retries, onCompromised: onLockLost });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ELOCKED') throw cause;
    throw inUseError(dataDir, { cause });
  }
}

const inUseError = (dataDir: string, options?: ErrorOptions): DatabaseInUseError =>
  new DatabaseInUseError(
    `The database in DATA_DIR ("${dataDir}") is in use by another process.`,
    'Stop the other one first, or give this one a DATA_DIR of its own. Several replicas need PostgreSQL: set DATABASE_URL.',
    options,
  );

/** Certain only on the same machine; elsewhere, as in another container, the lock's age tells. */
async function lockHolderState(holderPath: string): Promise<'alive' | 'dead' | 'unknown'> {
  try {
    const { host, pid, begun } = JSON.parse(await readFile(holderPath, 'utf8')) as Record<string, unknown>;
    if (host !== hostname() || typeof pid !== 'number' || pid === process.pid) return 'unknown';
    process.kill(pid, 0);
    // The number may belong to another process by now, after a restart of the machine above all.
    return begun === (await processStartedAt(pid)) ? 'alive' : 'dead';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'dead' : 'unknown';
  }
}

/** When a process began, in the kernel's own count; null where the system does not tell (it does on Linux). */
async function processStartedAt(pid: number): Promise<string | null> {
  const told = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
  // The name, in brackets, may hold spaces; the 20th word after it is the one.
  return told?.slice(told.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
