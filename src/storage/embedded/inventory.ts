/** Every file of a database that was closed, with its size: so that a copy that lacks some is told from a whole one. */
import { createHash } from 'node:crypto';
import { readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const inventory = z.object({ control: z.string(), files: z.record(z.string(), z.number()) });
export type Inventory = z.infer<typeof inventory>;

/** PostgreSQL changes it at each start and stop: where it is another one, the list is of another time. */
const hashControlFile = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(join(path, 'global/pg_control')))
    .digest('hex');

/** Undefined while the database is open, or was last open in a process that was killed. */
export async function readInventory(path: string, name: string): Promise<Inventory | undefined> {
  const written = inventory.safeParse(parseJsonOrUndefined(await readFile(join(path, name), 'utf8')));
  return written.success && written.data.control === (await hashControlFile(path)) ? written.data : undefined;
}

/** Files that are missing, or not of the size that they had. */
export async function findChangedFiles(path: string, { files }: Inventory): Promise<readonly string[]> {
  const sizes = await sizesIn(path);
  return Object.keys(files).filter((file) => sizes[file] !== files[file]);
}

/** Of a database that nobody has open. */
export const writeInventory = async (path: string, name: string): Promise<void> => {
  const sizes = Object.entries(await sizesIn(path));
  const files = Object.fromEntries(sizes.filter(([file]) => file !== name));
  await writeAtomically(
    join(path, name),
    JSON.stringify({ control: await hashControlFile(path), files } satisfies Inventory),
  );
};

/** Of a database that somebody opens. */
export const clearInventory = (path: string, name: string): Promise<void> => writeAtomically(join(path, name), '{}');

/** Whole or not at all, also on a full disk. */
async function writeAtomically(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

async function sizesIn(path: string): Promise<Record<string, number>> {
  const entries = await readdir(path, { recursive: true });
  const stats = await Promise.all(entries.map((name) => stat(join(path, name))));
  return Object.fromEntries(
    entries.flatMap((name, index) => (stats[index]?.isFile() === true ? [[name, stats[index].size] as const] : [])),
  );
}

function parseJsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
