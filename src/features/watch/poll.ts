/** Polls Autotask for what happened to opportunities, once for all watches together. */
import { z } from 'zod';
import type { Job, Jobs, Worker } from '../../core/jobs';
import type { KeyValueStore } from '../../core/key-value-store';
import type { OpportunityClient, Picklists } from '../../opportunity/client';
import type { Opportunity } from '../../opportunity/opportunity';
import { changeEventOf, type ChangeEvent } from './detect-changes';
import { notifyAll } from './notify';
import type { OnBehalfDeps } from '../subscribing/on-behalf';
import { createLastStateStore, loadWatchCursor, saveWatchCursor, type WatchCursor } from './store';

const watchPollJob: Job<null> = { name: 'watch.poll', payload: z.null(), maxAttempts: 1, concurrency: 1 };

/** Recent activity is polled often, all that is open once an hour: not every change counts as an activity in Autotask. */
const pollIntervalSeconds = 180;
const fullScanMinutes = 60;
/** Clocks differ, and a record may be written later than its timestamp says. */
const overlapMs = 2 * 60_000;

/** Called every few seconds: enqueues a poll when one is due. Never rejects. */
export async function enqueueWatchPoll({
  services,
  jobs,
  clock,
  log,
}: OnBehalfDeps & { readonly jobs: Jobs }): Promise<void> {
  const { store, watches } = services;
  try {
    if (!(await isPollDue(store, clock()))) return;
    if ((await watches.all()).length > 0) await jobs.add(watchPollJob, null, { key: watchPollJob.name });
  } catch (err) {
    log.error({ err }, 'nobody looked for news');
  }
}

/** A timestamp, not a lease: two replicas that both find a poll due merely poll twice. */
async function isPollDue(store: KeyValueStore, now: Date): Promise<boolean> {
  let isDue = false;
  await store.update('watch:turn', (last) => {
    const elapsedMs = typeof last === 'string' ? Math.abs(now.getTime() - Date.parse(last)) : Infinity;
    isDue = elapsedMs >= pollIntervalSeconds * 1000;
    return isDue ? now.toISOString() : last;
  });
  return isDue;
}

export const createWatchWorker = (deps: OnBehalfDeps): Worker<null> => ({
  job: watchPollJob,
  async run() {
    const { services, clock } = deps;
    const { store } = services;
    const now = clock();
    const cursor = await loadWatchCursor(store);
    const picklists = await services.opportunities.picklists();
    const scan = await scanOpportunities(services.opportunities, picklists, { cursor, now });
    const lastStates = createLastStateStore(store);
    if (cursor !== undefined) {
      const since = new Date(cursor.since);
      const events: ChangeEvent[] = [];
      for (const opportunity of scan.opportunities) {
        const event = changeEventOf(opportunity, await lastStates.get(opportunity.id), {
          statuses: picklists.statuses,
          since,
        });
        if (event !== undefined) events.push(event);
      }
      await notifyAll(deps, events, picklists);
    }
    // Only now: after a crash the same events are found again, and claims keep them from being posted twice.
    await lastStates.put(scan.opportunities);
    await saveWatchCursor(store, { since: now.toISOString(), whole: scan.fullScanAt });
  },
});

/** What was active since the last poll, and all that is open where a full scan is due. The first poll only stores states. */
async function scanOpportunities(
  opportunities: Pick<OpportunityClient, 'all'>,
  { statuses }: Picklists,
  { cursor, now }: { cursor: WatchCursor | undefined; now: Date },
): Promise<{ readonly opportunities: readonly Opportunity[]; readonly fullScanAt: string }> {
  const isFullScan = cursor === undefined || now.getTime() - Date.parse(cursor.whole) >= fullScanMinutes * 60_000;
  const since = new Date(Date.parse(cursor?.since ?? now.toISOString()) - overlapMs).toISOString();
  const active = await opportunities.all({ activeSince: since });
  const open = isFullScan ? await opportunities.all({ status: statuses.open }) : undefined;
  const all = new Map([...(open?.opportunities ?? []), ...active.opportunities].map((one) => [one.id, one]));
  return { opportunities: [...all.values()], fullScanAt: isFullScan ? now.toISOString() : cursor.whole };
}
