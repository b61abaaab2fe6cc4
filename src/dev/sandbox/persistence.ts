/** Stores the pretend tenant across restarts in one JSON file, always written whole: good enough for development alone. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxSnapshot } from './state';

export interface StateWriter {
  /** Records have changed: they will be written shortly. */
  scheduleWrite(): void;
  /** Writes at once what is still to be written. */
  flush(): Promise<void>;
}

const snapshotFile = (directory: string): string => join(directory, 'autotask-sandbox.json');
const writeDelay = 250;

/** Undefined when there is no file, or none that this version can read. */
export async function loadSnapshot(directory: string): Promise<SandboxSnapshot | undefined> {
  try {
    const snapshot = JSON.parse(await readFile(snapshotFile(directory), 'utf8')) as Partial<SandboxSnapshot>;
    return snapshot.version === 1 && snapshot.rows !== undefined && snapshot.tenant !== undefined
      ? (snapshot as SandboxSnapshot)
      : undefined;
  } catch {
    return undefined;
  }
}

export function createStateWriter(directory: string, takeSnapshot: () => SandboxSnapshot): StateWriter {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(() => replaceFile(directory, JSON.stringify(takeSnapshot())));
    return writing;
  };
  return {
    scheduleWrite() {
      timer ??= setTimeout(() => void write(), writeDelay);
    },
    flush: () => (timer === undefined ? writing : write()),
  };
}

/** By renaming, so that a crash in the middle leaves the old file as it was. */
async function replaceFile(directory: string, text: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const temporaryFile = `${snapshotFile(directory)}.tmp`;
  await writeFile(temporaryFile, text);
  await rename(temporaryFile, snapshotFile(directory));
}
