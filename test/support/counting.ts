/** Processes that keep row after row in a database, and are killed meanwhile. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const script = join(__dirname, 'hold-database.ts');

export interface CountingProcess {
  readonly child: ChildProcess;
  /** All that it said, once it is over. */
  readonly exited: Promise<string>;
  until(pattern: RegExp): Promise<void>;
}

/** `where` is a directory, or the address of a server. */
export function startCounting(where: string, mode: 'count' | 'look'): CountingProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', script, where, mode]);
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    for (const check of waiting) check();
  });
  const exited = new Promise<string>((resolve) => child.once('close', () => resolve(output)));
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (pattern.test(output)) resolve();
      };
      waiting.add(check);
      void exited.then(() => reject(new Error(`It ended before: ${output.slice(-500)}`)));
      check();
    });
  return { child, exited, until };
}

/** The last number that it said after the word. */
export const lastNumberIn = (output: string, word: 'kept' | 'last'): number =>
  Number([...output.matchAll(new RegExp(`${word} (\\d+)`, 'g'))].at(-1)?.[1]);
