/** Processes that keep row after row in a database, and are killed meanwhile. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const script = join(__dirname, 'hold-database.ts');

export interface Counting {
  readonly child: ChildProcess;
  /** All that it said, once it is over. */
  readonly ended: Promise<string>;
  until(pattern: RegExp): Promise<void>;
}

/** `where` is a directory, or the address of a server. */
export function beginCounting(where: string, mode: 'count' | 'look'): Counting {
  const child = spawn(process.execPath, ['--import', 'tsx', script, where, mode]);
  let said = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    for (const look of waiting) look();
  });
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(said)));
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (pattern.test(said)) resolve();
      };
      waiting.add(look);
      void ended.then(() => reject(new Error(`It ended before: ${said.slice(-500)}`)));
      look();
    });
  return { child, ended, until };
}

/** The last number that it said after the word. */
export const lastSaid = (said: string, word: 'kept' | 'last'): number =>
  Number([...said.matchAll(new RegExp(`${word} (\\d+)`, 'g'))].at(-1)?.[1]);
