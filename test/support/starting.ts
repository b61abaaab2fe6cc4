/** The bot, or its doctor, as a process of its own: what it says, and how it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const tsx = pathToFileURL(require.resolve('tsx')).href;

export interface Started {
  readonly child: ChildProcess;
  /** Everything on both outputs, once it is over. */
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
  until(pattern: RegExp): Promise<void>;
}

interface How {
  readonly env: Readonly<Record<string, string>>;
  /** Where it looks for `.env`. */
  readonly directory: string;
  readonly script?: 'main' | 'doctor' | 'export';
  readonly words?: readonly string[];
}

export function startProcess({ env, directory, script = 'main', words = [] }: How): Started {
  const { PATH = '' } = process.env;
  const file = join(__dirname, '../../src', `${script}.ts`);
  const child = spawn(process.execPath, ['--import', tsx, file, ...words], { cwd: directory, env: { PATH, ...env } });
  let said = '';
  const waiting = new Set<() => void>();
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      for (const look of waiting) look();
    });
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
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
