/** A log that says nothing. */
import type { Logger } from '../../src/core/log';

const nothing = () => undefined;
export const quietLog: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => quietLog,
};
