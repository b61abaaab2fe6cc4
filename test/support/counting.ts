/** Processes that keep row after row in a database, and are killed meanwhile. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { follow } from './starting';

const script = join(__dirname, 'hold-database.ts');

export interface CountingProcess {
  readonly child: ChildProcess;
  /** All that it said, once it is over. */
  readonly exited: Promise<string>;
  readonly until: (pattern: RegExp) => Promise<void>;
}

/** `where` is a directory, or the address of a server. */
export function startCounting(where: string, mode: 'count' | 'look'): CountingProcess {
  const { child, exited, until } = follow(spawn(process.execPath, ['--import', 'tsx', script, where, mode]));
  return { child, exited: exited.then(({ text }) => text), until };
}

/** The last number that it said after the word. */
export const lastNumberIn = (output: string, word: 'kept' | 'last'): number =>
  Number([...output.matchAll(new RegExp(`${word} (\\d+)`, 'g'))].at(-1)?.[1]);
