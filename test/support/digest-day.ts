/** A day on which digests are planned and carried out: a clock, a database and a chat, moved by hand. */
import { createMessenger } from '../../src/core/platform';
import { nextRun } from '../../src/core/schedule';
import { createDigestScheduler, createDigestWorker } from '../../src/features/digest/run';
import type { ComposedDigest, ComposeRequest } from '../../src/features/digest/compose';
import type { Services } from '../../src/features/services';
import { createPrometheusMetrics } from '../../src/operations/metrics';
import type { Subscription } from '../../src/opportunity/subscription';
import { noticeView } from '../../src/views/notice';
import { aSubscription } from './a-subscription';
import { createControllableJobs } from './controllable-jobs';
import { createMemorySubscriptions } from './memory-subscriptions';
import { quietLog } from './quiet-log';
import { createRecordingPlatform } from './silent-platform';

/** A Wednesday. */
export const eightInTheMorning = '2026-11-25T07:00:00Z';

/** A clock, a database and a chat, with as many replicas as are asked for. */
function createDigestDay(changes: Partial<Subscription> = {}) {
  let now = new Date('2026-11-25T06:00:00Z');
  const chat = createRecordingPlatform();
  const subscriptions = createMemorySubscriptions();
  const jobs = createControllableJobs();
  const wanted: ComposeRequest[] = [];
  const edition: { now: () => Promise<ComposedDigest> } = {
    now: () => Promise.resolve({ headline: noticeView('Pipeline', 'Up.'), details: [], isQuiet: false }),
  };
  const clock = () => now;
  const log = quietLog;
  const admission: { now: () => Promise<void> } = { now: () => Promise.resolve() };
  const readmit = () => admission.now();
  const metrics = createPrometheusMetrics();
  const services = { outlet: createMessenger(() => [chat]), subscriptions, readmit } as unknown as Services;
  const replica = () => ({
    ticks: createDigestScheduler({ subscriptions, jobs, clock, log }),
    worker: createDigestWorker({
      services,
      clock,
      log,
      newReference: () => 'REF1',
      skipAfterHours: 12,
      metrics,
      compose: (_context, request) => {
        wanted.push(request);
        return edition.now();
      },
    }),
  });
  const firstReplica = replica();
  const subscription = aSubscription(changes);
  return {
    chat,
    subscriptions,
    jobs,
    metrics,
    admission,
    wanted,
    edition,
    replica,
    begin: () => subscriptions.save(subscription, nextRun(subscription.schedule, now)),
    at: (moment: string) => void (now = new Date(moment)),
    async pass(moment: string) {
      now = new Date(moment);
      await firstReplica.ticks.tick();
      await jobs.work(firstReplica.worker);
    },
    work: () => jobs.work(firstReplica.worker),
    said: () => chat.posted.map(({ conversation, view }) => `${conversation.conversation}: ${view.text}`),
  };
}
export type DigestDay = ReturnType<typeof createDigestDay>;
export async function startDigestDay(changes: Partial<Subscription> = {}): Promise<DigestDay> {
  const day = createDigestDay(changes);
  await day.begin();
  return day;
}
