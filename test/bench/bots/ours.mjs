/** The built bot as in production, but for Teams without a signature: nobody here could sign as Microsoft does. */
import { createApp } from '../../../dist/app.js';
import { readConfig, secretsOf } from '../../../dist/config.js';
import { createLog } from '../../../dist/operations/log.js';

const config = readConfig(process.env, { unsignedTeams: true });
const log = createLog(config.logLevel, secretsOf(config));
const app = await createApp(config, { log, clock: () => new Date() });
process.stdout.write(await app.start());
