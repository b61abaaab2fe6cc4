/** The directory of the embedded database: held by one process at a time, and prepared before it is first used. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { DatabaseInUse, DatabaseUnusable } from './unusable';

export interface DataDirectory {
  /** Where the database's files are. */
  readonly path: string;
  /** Nothing usable is there yet. */
  readonly isNew: boolean;
  /** From now on what is there is worth keeping. */
  ready(): Promise<void>;
  /** Another process may take it. */
  release(): Promise<void>;
}

const finished = 'first-start-finished';

/** Whether a database was made there. */
export const holdsDatabase = (dataDir: string): boolean => existsSync(join(dataDir, 'database', finished));

/** The database itself takes no lock: a second process that wrote to the same files would ruin them. */
export async function holdDirectory(dataDir: string, lost: (error: Error) => void): Promise<DataDirectory> {
  const [path, lockPath, holderPath] = ['database', 'database.lock', 'database.holder.json'].map((name) =>
    join(dataDir, name),
  ) as [string, string, string];
  await made(dataDir);
  const holder = await holderAt(holderPath);
  if (existsSync(lockPath) && holder === 'alive') throw inUse(dataDir);
  if (holder === 'dead') await rm(lockPath, { recursive: true, force: true });
  const release = await held(dataDir, lockPath, lost);
  await writeFile(
    holderPath,
    JSON.stringify({ host: hostname(), pid: process.pid, begun: await begunAt(process.pid) }),
  );
  const mark = join(path, finished);
  const isNew = !existsSync(mark);
  // A first start that was cut short leaves files that nobody can use, and nothing of value in them.
  if (isNew) await rm(path, { recursive: true, force: true });
  return { path, isNew, ready: () => writeFile(mark, ''), release };
}

async function made(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const cure = 'Set DATA_DIR to a directory that the bot may write to.';
    throw new DatabaseUnusable(`DATA_DIR ("${dataDir}") cannot be made: ${String(cause)}`, cure, { cause });
  }
}

/** A lock is kept fresh every few seconds. One that is older belonged to a process that was killed. */
const stale = 10_000;

async function held(dataDir: string, lockfilePath: string, lost: (error: Error) => void) {
  try {
    const retries = { retries: 24, minTimeout: 500, maxTimeout: 500 };
    return await lock(dataDir, { lockfilePath, stale, update: stale / 4, retries, onCompromised: lost });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ELOCKED') {
      const cure = 'Set DATA_DIR to a directory that the bot may write to.';
      throw new DatabaseUnusable(`DATA_DIR ("${dataDir}") cannot be used: ${String(cause)}`, cure, { cause });
    }
    throw inUse(dataDir, { cause });
  }
}

const inUse = (dataDir: string, options?: ErrorOptions): DatabaseInUse =>
  new DatabaseInUse(
    `The database in DATA_DIR ("${dataDir}") is in use by another process.`,
    'Stop the other one first, or give this one a DATA_DIR of its own. Several replicas need PostgreSQL: set DATABASE_URL.',
    options,
  );

/** Certain only on the same machine; elsewhere, as in another container, the lock's age tells. */
async function holderAt(holderPath: string): Promise<'alive' | 'dead' | 'unknown'> {
  try {
    const { host, pid, begun } = JSON.parse(await readFile(holderPath, 'utf8')) as Record<string, unknown>;
    if (host !== hostname() || typeof pid !== 'number' || pid === process.pid) return 'unknown';
    process.kill(pid, 0);
    // The number may belong to another process by now, after a restart of the machine above all.
    return begun === (await begunAt(pid)) ? 'alive' : 'dead';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'dead' : 'unknown';
  }
}

/** When a process began, in the kernel's own count; null where the system does not tell (it does on Linux). */
async function begunAt(pid: number): Promise<string | null> {
  const told = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
  // The name, in brackets, may hold spaces; the 20th word after it is the one.
  return told?.slice(told.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
