/** What the doctor asks of the disk that the embedded database is on: whether there is room left. */
import { statfs } from 'node:fs/promises';
import { fine, known, wrong, type Check, type Found } from '../core/finding';

const megabyte = 1024 * 1024;
/** The database writes files of sixteen megabytes ahead. */
const least = 100 * megabyte;

/** Bytes that the bot may still write there; rejects where there is no such directory. */
const freeAt = async (directory: string): Promise<number> => {
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
