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
  /** Resolves once it is told that. */
  told(message: string): Promise<void>;
}

export function notedLog(): NotedLog {
  const lines: Noted[] = [];
  const waiting = new Set<() => void>();
  const note = (level: Noted['level']) => (facts: object, message: string) => {
    lines.push({ level, facts, message });
    for (const look of waiting) look();
  };
  const log: Logger = {
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
    child: () => log,
  };
  return {
    log,
    lines,
    warnings: () => lines.filter(({ level }) => level === 'warn').map(({ message }) => message),
    told: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!lines.some(({ message }) => message === wanted)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
