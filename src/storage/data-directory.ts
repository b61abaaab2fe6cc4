/** The directory of the embedded database: held by one process at a time, and prepared before it is first used. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { DatabaseUnusable } from './unusable';

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

/** The database itself takes no lock: a second process that wrote to the same files would ruin them. */
export async function holdDirectory(dataDir: string, lost: (error: Error) => void): Promise<DataDirectory> {
  const [path, lockPath, holderPath] = ['database', 'database.lock', 'database.holder.json'].map((name) =>
    join(dataDir, name),
  ) as [string, string, string];
  await made(dataDir);
  if (await holderIsDead(holderPath)) await rm(lockPath, { recursive: true, force: true });
  const release = await held(dataDir, lockPath, lost);
  await writeFile(holderPath, JSON.stringify({ host: hostname(), pid: process.pid }));
  const mark = join(path, 'first-start-finished');
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
    throw new DatabaseUnusable(
      `The database in DATA_DIR ("${dataDir}") is in use by another process.`,
      'Stop the other one first, or give this one a DATA_DIR of its own. Several replicas need PostgreSQL: set DATABASE_URL.',
      { cause },
    );
  }
}

/** Certain only on the same machine; elsewhere, as in another container, the lock's age tells. */
async function holderIsDead(holderPath: string): Promise<boolean> {
  try {
    const { host, pid } = JSON.parse(await readFile(holderPath, 'utf8')) as { host?: unknown; pid?: unknown };
    if (host !== hostname() || typeof pid !== 'number' || pid === process.pid) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
