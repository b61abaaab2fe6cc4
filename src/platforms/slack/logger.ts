/** Our log in the shape that Slack's libraries ask for. */
import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../../core/log';

export function toSlackLogger(log: Logger): SlackLogger {
  const told =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...said: unknown[]) =>
      log[level]({ from: 'slack sdk' }, said.map(worded).join(' '));
  return {
    debug: told('debug'),
    info: told('debug'),
    warn: told('warn'),
    error: told('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.DEBUG,
    setName: () => undefined,
  };
}

const worded = (said: unknown): string => (said instanceof Error ? said.message : String(said));
