/** Production: settings → app → start; stops cleanly when asked to. */
import { createApp } from './app';
import { readConfig, secretsOf, type Config } from './config';
import { loadEnvironment } from './config/env-file';
import { createRedact } from './core/redact';
import { createLog } from './operations/log';
import { createPrometheusMetrics } from './operations/metrics';
import { ConfigurationError } from './config/settings';
import { DatabaseError } from './storage/database';

/** For somebody who can mend it: no more than what is wrong, and the cure. */
function printStartupError(error: ConfigurationError | DatabaseError, redact = (text: string) => text): void {
  const why = error instanceof ConfigurationError ? ' with these settings' : '';
  console.error(`The bot cannot start${why}:\n\n  ${redact(error.message).replaceAll('\n', '\n  ')}\n`);
}

const isStartupError = (error: unknown): error is ConfigurationError | DatabaseError =>
  error instanceof ConfigurationError || error instanceof DatabaseError;

function loadConfig(): Config | undefined {
  try {
    return readConfig(loadEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    printStartupError(error);
    process.exitCode = 1;
    return undefined;
  }
}

async function main(config: Config): Promise<void> {
  const log = createLog(config.logLevel, secretsOf(config));
  // Only the log takes secrets out: what nobody caught must not be printed by Node.
  const fail = (err: unknown) => {
    try {
      if (isStartupError(err)) printStartupError(err, createRedact(secretsOf(config)));
      else log.error({ err }, 'the bot cannot go on');
    } finally {
      process.exit(1);
    }
  };
  process.once('uncaughtException', fail);
  process.once('unhandledRejection', fail);
  const metrics = createPrometheusMetrics({ includeProcess: true });
  const app = await createApp(config, { log, clock: () => new Date(), metrics });
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping');
    app.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await app.start();
}

const config = loadConfig();
if (config !== undefined) {
  void main(config);
}
