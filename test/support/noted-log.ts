/** A log that remembers what it was told. */
import type { Logger } from '../../src/core/log';

export interface Noted {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly facts: object;
  readonly message: string;
}
export interface NotedLog {
  readonly log: Logger;
  readonly lines: Noted[];
  /** What an administrator ought to see. */
  warnings(): readonly string[];
}

export function notedLog(): NotedLog {
  const lines: Noted[] = [];
  const note = (level: Noted['level']) => (facts: object, message: string) =>
    void lines.push({ level, facts, message });
  const log: Logger = {
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
    child: () => log,
  };
  return { log, lines, warnings: () => lines.filter(({ level }) => level === 'warn').map(({ message }) => message) };
}
