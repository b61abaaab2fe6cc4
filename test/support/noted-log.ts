/** A log that remembers what it was told. */
import type { Logger } from '../../src/core/log';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly facts: object;
  readonly message: string;
}
export interface RecordingLog {
  readonly log: Logger;
  readonly lines: LogLine[];
  /** What an administrator ought to see. */
  warnings(): readonly string[];
  /** Resolves once it is told that. */
  waitFor(message: string): Promise<void>;
}

export function createRecordingLog(): RecordingLog {
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  const record = (level: LogLine['level']) => (facts: object, message: string) => {
    lines.push({ level, facts, message });
    for (const check of waiting) check();
  };
  const log: Logger = {
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
    child: () => log,
  };
  return {
    log,
    lines,
    warnings: () => lines.filter(({ level }) => level === 'warn').map(({ message }) => message),
    waitFor: (expected) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!lines.some(({ message }) => message === expected)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
