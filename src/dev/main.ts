/** `npm run demo`: starts everything and says where to look. */
import { environment } from '../config';
import { Misconfigured } from '../operations/settings';
import { DatabaseUnusable } from '../storage/unusable';
import { startDemo } from './demo';
import { createPlayground } from './playground';

async function main(): Promise<void> {
  const demo = await startDemo({
    env: { LOG_LEVEL: 'warn', ...environment() },
    clock: () => new Date(),
    page: createPlayground,
  });
  const standIns = [
    demo.sandbox === undefined
      ? 'Autotask   the tenant that is configured'
      : `Autotask   sandbox at ${demo.sandbox.url}`,
    demo.slack === undefined ? 'Slack      the workspace that is configured' : 'Slack      a local workspace',
    demo.teams === undefined ? 'Teams      the tenant that is configured' : 'Teams      a local tenant',
  ];
  console.log(`\n  Autotask Opportunities: the demo is running, with pretend data.\n`);
  console.log(`  Open       ${demo.url}playground\n`);
  for (const line of standIns) console.log(`  ${line}`);
  console.log(`\n  Everything listens on this machine alone. Stop it with Ctrl+C.\n`);
  const stop = () => void demo.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const isTold = error instanceof Misconfigured || error instanceof DatabaseUnusable;
  console.error(isTold ? `The demo cannot start:\n\n${error.message}` : error);
  process.exit(1);
});
