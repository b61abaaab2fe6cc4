/** The log: one JSON object a line on standard output, secrets taken out whatever they are attached to. */
import pino from 'pino';
import type { Logger } from '../core/log';

const secretNames = [
  'secret',
  'password',
  'token',
  'authorization',
  'apiintegrationcode',
  'signingSecret',
  'appPassword',
];

/** Everything that is known to be secret is blotted out of any text as well, error messages and stacks included. */
export function createLog(level: string, secrets: readonly string[], destination?: pino.DestinationStream): Logger {
  const known = secrets.filter((secret) => secret.length >= 6);
  const blot = (line: string): string => known.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
    hooks: { streamWrite: blot },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
