/** Programs in processes of their own, so that what is measured does not share a thread with what measures it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type Env = Readonly<Record<string, string>>;

export interface Program {
  /** The line with which it said that it is ready. */
  readonly said: string;
  /** Resident memory, MB. */
  memory(): number;
  readonly stop: () => Promise<void>;
}

/** A program of this folder, in TypeScript or not, that prints a line when it is ready. */
export async function startProgram(file: string, env: Env, flags: readonly string[] = []): Promise<Program> {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawnNode([...loader, ...flags, join(__dirname, file)], env);
  const readyLine = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${String(code)} before it was ready`)));
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
  });
  return { said: readyLine, ...processHandle(child) };
}

export interface ReadyServer extends Omit<Program, 'said'> {
  /** Milliseconds from the start of the process to the first good answer of the address. */
  readonly startMilliseconds: number;
}

/** Plain JavaScript, ready when the address answers well. */
export async function startServer(file: string, env: Env, readyUrl: string): Promise<ReadyServer> {
  const startedAt = performance.now();
  const child = spawnNode([file], env);
  while (!(await answersWell(readyUrl))) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${String(child.exitCode)}`);
    await pause(5);
  }
  return { startMilliseconds: performance.now() - startedAt, ...processHandle(child) };
}

const answersWell = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

function spawnNode(args: readonly string[], env: Env): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, args, { env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
}

function processHandle(child: ChildProcess) {
  return {
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
