/** Our log in the shape that Slack's libraries ask for. They write whole requests into theirs: of that only the kind is kept. */
import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../../core/log';

export function toSlackLogger(log: Logger): SlackLogger {
  const logAt =
    (level: 'info' | 'warn' | 'error') =>
    (...args: unknown[]) => {
      const err = args.find((one) => one instanceof Error);
      log[level]({ from: 'slack sdk', ...(err === undefined ? {} : { err }) }, safePrefix(args[0]));
    };
  return {
    debug: () => undefined,
    info: logAt('info'),
    warn: logAt('warn'),
    error: logAt('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

/** The web client's: every call of it that fails is logged by who made it, and it repeats what Slack says of the card. */
export const silentLogger: SlackLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** Before the first sign behind which the libraries put what came from outside. */
const safePrefix = (message: unknown): string =>
  typeof message === 'string' ? (/^[^:([{"'`]*/.exec(message)?.[0].trim() ?? '') : 'failed';
