/** A day on which digests are planned and carried out: a clock, a database and a chat, moved by hand. */
import { createOutlet } from '../../src/core/outlet';
import { nextRun } from '../../src/core/schedule';
import { createDigestClock } from '../../src/features/digest-clock';
import type { Edition } from '../../src/features/digest-edition';
import type { EditionWanted } from '../../src/features/digest-request';
import { createDigestWorker } from '../../src/features/digest-run';
import type { Services } from '../../src/features/services';
import { createMetrics } from '../../src/operations/metrics';
import type { Subscription } from '../../src/opportunity/subscription';
import { noticeView } from '../../src/views/notice';
import { aSubscription } from './a-subscription';
import { heldJobs } from './held-jobs';
import { createMemorySubscriptions } from './memory-subscriptions';
import { quietLog } from './quiet-log';
import { silentPlatform } from './silent-platform';

/** A Wednesday. */
export const eight = '2026-11-25T07:00:00Z';

/** A clock, a database and a chat, with as many replicas as are asked for. */
function openDay(changes: Partial<Subscription> = {}) {
  let now = new Date('2026-11-25T06:00:00Z');
  const chat = silentPlatform();
  const subscriptions = createMemorySubscriptions();
  const jobs = heldJobs();
  const wanted: EditionWanted[] = [];
  const edition: { now: () => Promise<Edition> } = {
    now: () => Promise.resolve({ headline: noticeView('Pipeline', 'Up.'), details: [], quiet: false }),
  };
  const clock = () => now;
  const log = quietLog;
  const admission: { now: () => Promise<void> } = { now: () => Promise.resolve() };
  const readmit = () => admission.now();
  const metrics = createMetrics();
  const services = { outlet: createOutlet(() => [chat]), subscriptions, readmit } as unknown as Services;
  const replica = () => ({
    ticks: createDigestClock({ subscriptions, jobs, clock, log }),
    worker: createDigestWorker({
      services,
      clock,
      log,
      newReference: () => 'REF1',
      skipAfterHours: 12,
      meter: metrics,
      compose: (_context, asked) => {
        wanted.push(asked);
        return edition.now();
      },
    }),
  });
  const one = replica();
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
      await one.ticks.tick();
      await jobs.work(one.worker);
    },
    work: () => jobs.work(one.worker),
    said: () => chat.posted.map(({ place, view }) => `${place.conversation}: ${view.text}`),
  };
}
export type Day = ReturnType<typeof openDay>;
export async function opened(changes: Partial<Subscription> = {}): Promise<Day> {
  const day = openDay(changes);
  await day.begin();
  return day;
}
