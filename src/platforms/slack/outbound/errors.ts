/** What Slack's refusals mean, and what of them goes to the log. */
import { webApi, LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../../../core/log';

/** Slack's own code, such as `channel_not_found`; empty for anything that Slack did not say. */
export const slackErrorCode = (error: unknown): string =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : '';

/** An answer address refuses without the library's help. */
export class InvalidBlocks extends Error {}

/** Something on the card is not what Slack takes: the same card will not go through by another way either. */
export const isInvalidBlocks = (error: unknown): boolean =>
  error instanceof InvalidBlocks || slackErrorCode(error) === invalidBlocksCode;
export const invalidBlocksCode = 'invalid_blocks';

/** The facts for the log: the code, and for a refused block where in the card it stands. */
export function toLogFields(error: unknown): object {
  if (!(error instanceof webApi.WebAPIPlatformError)) return { err: error };
  return { slack: error.data.error, places: (error.data.response_metadata?.messages ?? []).flatMap(jsonPointersIn) };
}

/** `[json-pointer:/blocks/0/text]`: the words around it may repeat what the card says. */
const jsonPointersIn = (message: string): readonly string[] => message.match(/\[json-pointer:[\w/-]*\]/g) ?? [];

const goneCodes = new Set([
  'message_not_found',
  'channel_not_found',
  'thread_not_found',
  'is_archived',
  'is_inactive',
  'not_in_channel',
  'cant_update_message',
  'edit_window_closed',
]);

/** The message or its conversation cannot be reached any more, however often one tries. */
export const isGone = (error: unknown): boolean => goneCodes.has(slackErrorCode(error));

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
