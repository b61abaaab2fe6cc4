/** Production: settings → app → start; stops cleanly when asked to. */
import { createApp } from './app';
import { environment, readConfig, secretsOf, type Config } from './config';
import { createLog } from './operations/log';
import { Misconfigured } from './operations/settings';
import { DatabaseUnusable } from './storage/unusable';

function configured(): Config | undefined {
  try {
    return readConfig(environment());
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error;
    console.error(`The bot cannot start with these settings:\n\n  ${error.message.replaceAll('\n', '\n  ')}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

async function main(config: Config): Promise<void> {
  const log = createLog(config.logLevel, secretsOf(config));
  const app = await createApp(config, { log, clock: () => new Date() });
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping');
    void app.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await app.start();
}

const config = configured();
if (config !== undefined) {
  main(config).catch((error: unknown) => {
    console.error(error instanceof DatabaseUnusable ? `The bot cannot start:\n\n  ${error.message}\n` : error);
    process.exit(1);
  });
}
