/** What is asked of the directory that the embedded database is in: whether there is room, and who may write to it. */
import { stat, statfs } from 'node:fs/promises';
import { fine, known, wrong, type Check, type Found } from '../core/finding';

const megabyte = 1024 * 1024;
/** The database writes files of sixteen megabytes ahead. */
const least = 100 * megabyte;

/** Bytes that the bot may still write there; rejects where there is no such directory. */
export const freeAt = async (directory: string): Promise<number> => {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
};

export const roomCheck = (dataDir: string, free: (directory: string) => Promise<number> = freeAt): Check => ({
  what: 'Database room',
  look: () => free(dataDir).then(judged, () => known('There is no DATA_DIR yet: the bot makes it when it starts.')),
});

function judged(bytes: number): Found {
  const left = `${String(Math.floor(bytes / megabyte))} MB are free where DATA_DIR is.`;
  if (bytes >= least) return fine(left);
  return wrong(left, 'Make room on that disk: nothing that people change can be stored, so nothing of it is sent.');
}

/** Who may write to the directory may put another database in the place of the bot's. */
export async function isOpenToOthers(dataDir: string): Promise<boolean> {
  const knowsUsers = process.getuid !== undefined;
  return knowsUsers && ((await stat(dataDir)).mode & 0o002) !== 0;
}

export const openToOthers = [
  'Everybody on this machine may write to DATA_DIR.',
  'Let the bot’s own user alone do so: chmod 700 on that directory.',
] as const;

export const rightsCheck = (dataDir: string): Check => ({
  what: 'Database rights',
  look: () =>
    isOpenToOthers(dataDir).then(
      (isOpen) => (isOpen ? wrong(...openToOthers) : fine('Not everybody may write to DATA_DIR.')),
      () => known('There is no DATA_DIR yet: the bot makes it when it starts.'),
    ),
});
