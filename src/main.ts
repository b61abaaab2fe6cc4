/** Production: settings → app → start; stops cleanly when asked to. */
import { createApp } from './app';
import { environment, readConfig, secretsOf, type Config } from './config';
import { createBlot } from './operations/blot';
import { createLog } from './operations/log';
import { createMetrics } from './operations/metrics';
import { Misconfigured } from './operations/settings';
import { DatabaseUnusable } from './storage/unusable';

/** For somebody who can mend it: no more than what is wrong, and the cure. */
function told(error: Misconfigured | DatabaseUnusable, blot = (text: string) => text): void {
  const why = error instanceof Misconfigured ? ' with these settings' : '';
  console.error(`The bot cannot start${why}:\n\n  ${blot(error.message).replaceAll('\n', '\n  ')}\n`);
}

const isTold = (error: unknown): error is Misconfigured | DatabaseUnusable =>
  error instanceof Misconfigured || error instanceof DatabaseUnusable;

function configured(): Config | undefined {
  try {
    return readConfig(environment());
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error;
    told(error);
    process.exitCode = 1;
    return undefined;
  }
}

async function main(config: Config): Promise<void> {
  const log = createLog(config.logLevel, secretsOf(config));
  // Only the log takes secrets out: what nobody caught must not be printed by Node.
  const fail = (err: unknown) => {
    try {
      if (isTold(err)) told(err, createBlot(secretsOf(config)));
      else log.error({ err }, 'the bot cannot go on');
    } finally {
      process.exit(1);
    }
  };
  process.once('uncaughtException', fail);
  process.once('unhandledRejection', fail);
  const metrics = createMetrics({ ofProcess: true });
  const app = await createApp(config, { log, clock: () => new Date(), metrics });
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping');
    app.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await app.start();
}

const config = configured();
if (config !== undefined) {
  void main(config);
}
