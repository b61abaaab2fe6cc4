/** One replica as a process of its own, that can be killed: looks for digests, takes jobs, and posts them to Slack. */
import { z } from 'zod';
import { anyWorker } from '../../src/core/jobs';
import { noMetrics } from '../../src/core/metrics';
import { createMessenger } from '../../src/core/platform';
import { createDigestScheduler, createDigestWorker } from '../../src/features/digest/run';
import type { Services } from '../../src/features/services';
import { createSlack } from '../../src/platforms/slack';
import { openDatabase } from '../../src/storage/open-database';
import { createJobRunner } from '../../src/storage/jobs';
import { createKeyValueStore } from '../../src/storage/key-value-store';
import { createSubscriptions } from '../../src/storage/subscriptions';
import { noticeView } from '../../src/views/notice';
import { runningClock } from './clock';
import { quietLog as log } from './quiet-log';

const settings = z.object({ databaseUrl: z.string(), apiUrl: z.string() });

async function main(text: string): Promise<void> {
  const { databaseUrl, apiUrl } = settings.parse(JSON.parse(text));
  const clock = runningClock;
  const database = await openDatabase({ databaseUrl, dataDir: undefined, log });
  // Short times: whoever dies is relieved within seconds.
  const jobs = createJobRunner({ database, log, times: { look: 0.2, pause: 1, lease: 3, patience: 1 } });
  const store = createKeyValueStore(database.db, clock);
  const slack = createSlack({ botToken: 'xoxb-tests', signingSecret: 'unused', apiUrl, log, clock, store });
  const subscriptions = createSubscriptions(database.db);
  const services = {
    subscriptions,
    outlet: createMessenger(() => [slack]),
    readmit: () => Promise.resolve(),
  } as unknown as Services;
  const edition = { headline: noticeView('Pipeline', 'Up.'), details: [], isQuiet: false };
  const worker = createDigestWorker({
    services,
    clock,
    log,
    newReference: () => 'REF1',
    skipAfterHours: 12,
    metrics: noMetrics,
    compose: () => Promise.resolve(edition),
  });
  await jobs.start([anyWorker(worker)]);
  const ticks = createDigestScheduler({ subscriptions, jobs, clock, log });
  setInterval(() => void ticks.tick(), 200);
  process.stdout.write('ready\n');
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stdout.write(`${String(error)}\n`);
  process.exitCode = 1;
});
