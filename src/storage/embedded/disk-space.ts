/** What is asked of the directory that the embedded database is in: whether there is room, and who may write to it. */
import { stat, statfs } from 'node:fs/promises';
import { checkOk, checkUnknown, checkProblem, type HealthCheck, type CheckOutcome } from '../../core/health-check';

const megabyte = 1024 * 1024;
/** The database writes files of sixteen megabytes ahead. */
const minFreeBytesWarning = 100 * megabyte;

/** Bytes that the bot may still write there; rejects where there is no such directory. */
export const freeBytesAt = async (directory: string): Promise<number> => {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
};

export const diskSpaceCheck = (
  dataDir: string,
  free: (directory: string) => Promise<number> = freeBytesAt,
): HealthCheck => ({
  what: 'Database room',
  run: () =>
    free(dataDir).then(diskSpaceResult, () =>
      checkUnknown('There is no DATA_DIR yet: the bot makes it when it starts.'),
    ),
});

function diskSpaceResult(bytes: number): CheckOutcome {
  const left = `${String(Math.floor(bytes / megabyte))} MB are free where DATA_DIR is.`;
  if (bytes >= minFreeBytesWarning) return checkOk(left);
  return checkProblem(
    left,
    'Make room on that disk: nothing that people change can be stored, so nothing of it is sent.',
  );
}

/** Who may write to the directory may put another database in the place of the bot's. */
export async function isWritableByOthers(dataDir: string): Promise<boolean> {
  const knowsUsers = process.getuid !== undefined;
  return knowsUsers && ((await stat(dataDir)).mode & 0o002) !== 0;
}

export const writableByOthersProblem = [
  'Everybody on this machine may write to DATA_DIR.',
  'Let the bot’s own user alone do so: chmod 700 on that directory.',
] as const;

export const directoryPermissionsCheck = (dataDir: string): HealthCheck => ({
  what: 'Database rights',
  run: () =>
    isWritableByOthers(dataDir).then(
      (isOpen) => (isOpen ? checkProblem(...writableByOthersProblem) : checkOk('Not everybody may write to DATA_DIR.')),
      () => checkUnknown('There is no DATA_DIR yet: the bot makes it when it starts.'),
    ),
});
