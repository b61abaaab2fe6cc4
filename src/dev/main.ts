/** `npm run demo`: starts everything and says where to look. */
import { loadEnvironment } from '../config/env-file';
import { ConfigurationError } from '../config/settings';
import { DatabaseError } from '../storage/database';
import { startDemo } from './demo';
import { createPlayground } from './playground';

async function main(): Promise<void> {
  const demo = await startDemo({
    env: { LOG_LEVEL: 'warn', ...loadEnvironment() },
    clock: () => new Date(),
    page: createPlayground,
  });
  const lines = [
    demo.sandbox === undefined
      ? 'Autotask   the tenant that is configured'
      : `Autotask   sandbox at ${demo.sandbox.url}`,
    demo.slack === undefined ? 'Slack      the workspace that is configured' : 'Slack      a local workspace',
    demo.teams === undefined ? 'Teams      the tenant that is configured' : 'Teams      a local tenant',
  ];
  console.log(`\n  Autotask Opportunities: the demo is running, with pretend data.\n`);
  console.log(`  Open       ${demo.url}playground\n`);
  for (const line of lines) console.log(`  ${line}`);
  console.log(`\n  Everything listens on this machine alone. Stop it with Ctrl+C.\n`);
  const stop = () => void demo.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const isTold = error instanceof ConfigurationError || error instanceof DatabaseError;
  console.error(isTold ? `The demo cannot start:\n\n${error.message}` : error);
  process.exit(1);
});
