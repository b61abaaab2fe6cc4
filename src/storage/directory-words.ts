/** What the file system says of DATA_DIR, in words and with a cure. */
import { DatabaseUnusable } from './unusable';

const elsewhere = 'or set DATA_DIR to a directory that the bot may write to.';

type Told = readonly [wrong: string, cure: string];
const room: Told = [
  'is on a disk without room left.',
  `Make room there: the database needs 100 MB to begin with; ${elsewhere}`,
];
const rights: Told = [
  `may not be read and written by the user whom the bot runs as${process.getuid === undefined ? '' : ` (user id ${String(process.getuid())})`}.`,
  `Give that user the directory and all in it (chown -R), ${elsewhere}`,
];
const noDirectory: Told = [
  'is a file, or within one.',
  'Set DATA_DIR to a directory, or to one that is not there yet.',
];
const told: Readonly<Record<string, Told>> = {
  ENOSPC: room,
  EDQUOT: room,
  EROFS: ['is on a file system that is mounted read-only.', `Mount it for writing, ${elsewhere}`],
  EACCES: rights,
  EPERM: rights,
  EEXIST: noDirectory,
  ENOTDIR: noDirectory,
};

/** Of a failure that is none of the file system's, the failure itself. */
export function inDirectoryWords(dataDir: string, error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('syscall' in error) || !('code' in error)) return error;
  const code = String(error.code);
  return unusable(dataDir, told[code] ?? [`cannot be used (${code}).`, `Look at that disk, ${elsewhere}`], error);
}

const unusable = (dataDir: string, [wrong, cure]: Told, cause: unknown): DatabaseUnusable =>
  new DatabaseUnusable(`DATA_DIR ("${dataDir}") ${wrong}`, cure, { cause });

export const noRoom = (dataDir: string, cause: unknown): DatabaseUnusable => unusable(dataDir, room, cause);

export const damaged = (dataDir: string, cause: unknown): DatabaseUnusable =>
  new DatabaseUnusable(
    `The database in DATA_DIR ("${dataDir}") cannot be opened: its files are damaged.`,
    'Keep a copy of it, and put DATA_DIR from the back-up in its place. Nothing was replaced.',
    { cause },
  );
