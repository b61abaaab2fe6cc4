/** Keeps the pretend tenant across restarts: one JSON file, written whole. Good enough for development, and only there. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snapshot } from './state';

export interface Keeper {
  /** Something is different now: it will be written shortly. */
  changed(): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

const fileIn = (directory: string): string => join(directory, 'autotask-sandbox.json');
const soon = 250;

/** Undefined when nothing was kept, or nothing that this version can read. */
export async function readKept(directory: string): Promise<Snapshot | undefined> {
  try {
    const kept = JSON.parse(await readFile(fileIn(directory), 'utf8')) as Partial<Snapshot>;
    return kept.version === 1 && kept.rows !== undefined && kept.tenant !== undefined ? (kept as Snapshot) : undefined;
  } catch {
    return undefined;
  }
}

export function createKeeper(directory: string, take: () => Snapshot): Keeper {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(() => replace(directory, JSON.stringify(take())));
    return writing;
  };
  return {
    changed() {
      timer ??= setTimeout(() => void write(), soon);
    },
    flush: () => (timer === undefined ? writing : write()),
  };
}

/** A crash in the middle leaves the old file as it was. */
async function replace(directory: string, text: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const draft = `${fileIn(directory)}.tmp`;
  await writeFile(draft, text);
  await rename(draft, fileIn(directory));
}
