/** The log: one JSON object a line on standard output, with no secret in it, and no word that was typed or that a record says. */
import pino from 'pino';
import type { Logger } from '../core/log';
import { toLoggableError } from '../core/loggable-error';
import { createRedact } from '../core/redact';
import { createLogOutput } from './output';

/** As our settings, the platforms' libraries and the headers of the wire spell them. */
const secretNames = [
  'secret',
  'Secret',
  'password',
  'token',
  'authorization',
  'Authorization',
  'cookie',
  'apiintegrationcode',
  'ApiIntegrationCode',
  'integrationCode',
  'signingSecret',
  'botToken',
  'appToken',
  'appPassword',
  'metricsToken',
  'databaseUrl',
];

/** The library's own way there never lets the process end once nobody reads what is written. */
const standardOutput = 1;

/** Everything that is known to be secret is redacted in any text as well, error messages and stacks included. */
export function createLog(
  level: string,
  secrets: readonly string[],
  destination: pino.DestinationStream = createLogOutput(standardOutput),
): Logger {
  const redact = createRedact(secrets);
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Failures are told without their words; each place that logs sees to the rest.
    serializers: { err: (error: unknown) => toLoggableError(error) },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
    hooks: { streamWrite: redact },
  };
  return pino(options, destination);
}
