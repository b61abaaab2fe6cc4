/** The bot as in production, but for Teams without a signature: nobody here could sign as Microsoft does. */
import { createApp } from '../../../src/app';
import { readConfig, secretsOf } from '../../../src/config';
import { createLog } from '../../../src/operations/log';

async function main(): Promise<void> {
  const config = readConfig(process.env, { unsignedTeams: true });
  const log = createLog(config.logLevel, secretsOf(config));
  const app = await createApp(config, { log, clock: () => new Date() });
  process.stdout.write(await app.start());
}
void main();
