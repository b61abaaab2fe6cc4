/** Looks what happened to opportunities since it looked last, for all watches together, and tells each conversation its part. */
import { z } from 'zod';
import { threadOf, isSameConversation, type MessageRef, type Conversation } from '../../core/interaction';
import { DeliveryFailed } from '../../core/errors';
import type { Job, Jobs, Worker } from '../../core/jobs';
import type { KeyValueStore } from '../../core/key-value-store';
import type { OpportunityClient, Picklists } from '../../opportunity/client';
import type { Opportunity } from '../../opportunity/opportunity';
import { changeEventOf, matches, type ChangeEvent, type Watch } from './detect-changes';
import { watchNewsView } from './news-view';
import type { OnBehalfDeps } from '../subscribing/on-behalf';
import { formatFor } from '../services';
import {
  loadThreadCard,
  claimEvent,
  createLastStateStore,
  saveThreadCard,
  loadWatchCursor,
  releaseEvent,
  isBotChange,
  saveWatchCursor,
  type WatchCursor,
} from './store';
import { endIfAbandoned, notifyWatcher } from './problems';

export const watchPollJob: Job<null> = { name: 'watch.poll', payload: z.null(), maxAttempts: 1, concurrency: 1 };

/** How often Autotask is asked, and how often everything is compared: not every change may count as an activity there. */
const pollIntervalSeconds = 180;
const fullScanMinutes = 60;
/** Clocks differ, and a record may be written after its stamp. */
const overlapMs = 2 * 60_000;
/** More than these at once in one conversation come as one message. */
const maxSeparateMessages = 4;

/** Asked every few seconds: begins a look when it is time for one, at one replica. Never rejects. */
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

/** A moment by the bot's clock, and no lease: two replicas that both find it time only look at the same twice. */
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
    // Only now: who dies before looks at the same again, and what was told is not told twice.
    await lastStates.put(scan.opportunities);
    await saveWatchCursor(store, { since: now.toISOString(), whole: scan.fullScanAt });
  },
});

/** What was active since, or everything that is open where that is due. The first look only remembers. */
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

interface ConversationEvents {
  readonly watch: Watch;
  readonly events: ChangeEvent[];
}

async function notifyAll(deps: OnBehalfDeps, events: readonly ChangeEvent[], picklists: Picklists): Promise<void> {
  if (events.length === 0) return;
  const namedOpportunities = await deps.services.opportunities.withNames(events.map(({ opportunity }) => opportunity));
  const all = events.map((one, index) => ({ ...one, opportunity: namedOpportunities[index] ?? one.opportunity }));
  const groups = new Map<string, ConversationEvents>();
  for (const watch of await deps.services.watches.all()) {
    const matching = all.filter((one) => matches(watch, one));
    if (matching.length === 0 || (await endIfAbandoned(deps, watch))) continue;
    const key = `${watch.place.platform}:${watch.place.conversation}`;
    const group = groups.get(key) ?? { watch, events: [] };
    group.events.push(...matching.filter((one) => !group.events.includes(one)));
    groups.set(key, group);
  }
  for (const group of groups.values()) await notifyConversation(deps, group, picklists);
}

/** Rejects where it may go through later: then the same is looked at again. */
async function notifyConversation(
  deps: OnBehalfDeps,
  { watch, events }: ConversationEvents,
  picklists: Picklists,
): Promise<void> {
  const { place: conversation } = watch;
  const toPost: ChangeEvent[] = [];
  for (const event of events) {
    if (
      !(await isBotChange(deps.services.store, conversation, event)) &&
      (await claimEvent(deps.services.store, conversation, event))
    )
      toPost.push(event);
  }
  try {
    if (toPost.length > maxSeparateMessages)
      await postEvents(deps, watch, { events: toPost, picklists, target: conversation });
    else for (const event of toPost) await notifyEvent(deps, watch, { event, picklists });
  } catch (error) {
    if (!(error instanceof DeliveryFailed)) throw error;
    if (error.retryable) {
      for (const event of toPost) await releaseEvent(deps.services.store, conversation, event);
      throw error;
    }
    await stopWatching(deps, watch, error);
  }
}

async function notifyEvent(
  deps: OnBehalfDeps,
  watch: Watch,
  { event, picklists }: { event: ChangeEvent; picklists: Picklists },
): Promise<void> {
  const { id } = event.opportunity;
  const threadCard = await loadThreadCard(deps.services.store, watch.place, id);
  const target = threadCard === undefined ? watch.place : threadOf(threadCard);
  const card = await postEvents(deps, watch, { events: [event], picklists, target });
  if (threadCard === undefined) await saveThreadCard(deps.services.store, id, card);
}

function postEvents(
  { services, clock, log }: OnBehalfDeps,
  { author }: Watch,
  { events, picklists, target }: { events: readonly ChangeEvent[]; picklists: Picklists; target: Conversation },
): Promise<MessageRef> {
  const format = formatFor({ services, now: clock() }, author);
  log.info({ place: target.conversation, news: events.map(({ kind, opportunity }) => [kind, opportunity.id]) }, 'news');
  return services.outlet.post(target, watchNewsView(events, { picklists, format }));
}

/** The bot cannot post there any more: whoever asked for it is told once, and nothing is tried again. */
async function stopWatching(deps: OnBehalfDeps, { place: conversation }: Watch, error: DeliveryFailed): Promise<void> {
  const watchesThere = (await deps.services.watches.all()).filter((one) => isSameConversation(one.place, conversation));
  for (const { id } of watchesThere) await deps.services.watches.remove(id);
  const authors = new Map(watchesThere.map(({ author }) => [author.id, author]));
  for (const author of authors.values()) await notifyWatcher(deps, author, error);
}
