/** What the file system says of DATA_DIR, in words and with a cure. */
import { DatabaseError } from '../database';

const elsewhere = 'or set DATA_DIR to a directory that the bot may write to.';

type DirectoryErrorText = readonly [wrong: string, cure: string];
const diskFullText: DirectoryErrorText = [
  'is on a disk without room left.',
  `Make room there: the database needs 100 MB to begin with; ${elsewhere}`,
];
const accessDeniedText: DirectoryErrorText = [
  `may not be read and written by the user whom the bot runs as${process.getuid === undefined ? '' : ` (user id ${String(process.getuid())})`}.`,
  `Give that user the directory and all in it (chown -R), ${elsewhere}`,
];
const notADirectoryText: DirectoryErrorText = [
  'is a file, or within one.',
  'Set DATA_DIR to a directory, or to one that is not there yet.',
];
const textByErrorCode: Readonly<Record<string, DirectoryErrorText>> = {
  ENOSPC: diskFullText,
  EDQUOT: diskFullText,
  EROFS: ['is on a file system that is mounted read-only.', `Mount it for writing, ${elsewhere}`],
  EACCES: accessDeniedText,
  EPERM: accessDeniedText,
  EEXIST: notADirectoryText,
  ENOTDIR: notADirectoryText,
};

/** Of a failure that is none of the file system's, the failure itself. */
export function translateDirectoryError(dataDir: string, error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('syscall' in error) || !('code' in error)) return error;
  const code = String(error.code);
  return dataDirectoryError(
    dataDir,
    textByErrorCode[code] ?? [`cannot be used (${code}).`, `Look at that disk, ${elsewhere}`],
    error,
  );
}

const dataDirectoryError = (dataDir: string, [wrong, cure]: DirectoryErrorText, cause: unknown): DatabaseError =>
  new DatabaseError(`DATA_DIR ("${dataDir}") ${wrong}`, cure, { cause });

export const diskFullError = (dataDir: string, cause: unknown): DatabaseError =>
  dataDirectoryError(dataDir, diskFullText, cause);

export const damagedDatabaseError = (dataDir: string, cause: unknown): DatabaseError =>
  new DatabaseError(
    `The database in DATA_DIR ("${dataDir}") cannot be opened: its files are damaged.`,
    'Keep a copy of it, and put DATA_DIR from the back-up in its place. Nothing was replaced.',
    { cause },
  );
