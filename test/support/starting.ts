/** The bot, or its doctor, as a process of its own: what it says, and how it ends. */
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const tsx = pathToFileURL(require.resolve('tsx')).href;

export interface StartedProcess {
  readonly child: ChildProcess;
  /** Everything on both outputs, once it is over. */
  readonly exited: Promise<{ readonly code: number | null; readonly text: string }>;
  readonly until: (pattern: RegExp) => Promise<void>;
}

interface ProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Where it looks for `.env`. */
  readonly directory: string;
  readonly script?: 'main' | 'doctor' | 'export';
  readonly args?: readonly string[];
}

export function startProcess({ env, directory, script = 'main', args = [] }: ProcessOptions): StartedProcess {
  const { PATH = '' } = process.env;
  const file = join(__dirname, '../../src', `${script}.ts`);
  const child = spawn(process.execPath, ['--import', tsx, file, ...args], { cwd: directory, env: { PATH, ...env } });
  return follow(child);
}

/** What it says, on both outputs, and how it ends. */
export function follow(child: ChildProcessWithoutNullStreams): StartedProcess {
  let text = '';
  const waiting = new Set<() => void>();
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (const check of waiting) check();
    });
  const exited = new Promise<{ code: number | null; text: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, text })),
  );
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (pattern.test(text)) resolve();
      };
      waiting.add(check);
      void exited.then(() => reject(new Error(`It ended before: ${text.slice(-500)}`)));
      check();
    });
  return { child, exited, until };
}
