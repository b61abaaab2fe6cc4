/** The whole bot as a process of its own, beside unsigned local Teams: tells its heap when asked, and jumps ahead in time. */
import { createApp } from '../../src/app';
import { readConfig, secretsOf } from '../../src/config';
import { loadEnvironment } from '../../src/config/env-file';
import { createLog } from '../../src/operations/log';

const time = { ahead: 0 };
const clock = (): Date => new Date(Date.now() + time.ahead);

async function main(): Promise<void> {
  const config = readConfig(loadEnvironment(), { unsignedTeams: true });
  const log = createLog(config.logLevel, secretsOf(config));
  const app = await createApp(config, { log, clock, strict: true });
  process.on('message', ({ ahead = 0 }: { ahead?: number }) => {
    time.ahead += ahead;
    globalThis.gc?.();
    process.send?.({ heap: process.memoryUsage().heapUsed });
  });
  process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
  await app.start();
  process.send?.({ ready: true });
}

void main();
