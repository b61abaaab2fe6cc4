/** Our log in the shape that Slack's libraries ask for. They write whole requests into theirs: of that only the kind is kept. */
import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../../core/log';

export function toSlackLogger(log: Logger): SlackLogger {
  const told =
    (level: 'info' | 'warn' | 'error') =>
    (...said: unknown[]) => {
      const err = said.find((one) => one instanceof Error);
      log[level]({ from: 'slack sdk', ...(err === undefined ? {} : { err }) }, beginning(said[0]));
    };
  return {
    debug: () => undefined,
    info: told('info'),
    warn: told('warn'),
    error: told('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

/** The web client's: every call of it that fails is logged by who made it, and it repeats what Slack says of the card. */
export const silent: SlackLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** Before the first sign behind which the libraries put what came from outside. */
const beginning = (said: unknown): string =>
  typeof said === 'string' ? (/^[^:([{"'`]*/.exec(said)?.[0].trim() ?? '') : 'failed';
