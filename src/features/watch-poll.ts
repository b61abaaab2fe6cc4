/** Looks what happened to opportunities since it looked last, for all watches together, and tells each conversation its part. */
import { z } from 'zod';
import { beneath, isSamePlace, type CardRef, type Place } from '../core/arrival';
import { NotPosted } from '../core/errors';
import type { Job, Jobs, Worker } from '../core/jobs';
import type { Store } from '../core/store';
import type { OpportunityClient, Picklists } from '../opportunity/client';
import type { Opportunity } from '../opportunity/opportunity';
import { newsOf, tells, type News, type Watch } from '../opportunity/watch';
import { watchNewsView } from '../views/watch-news';
import type { Behalf } from './on-behalf';
import { formatFor } from './services';
import {
  cardOfNews,
  claim,
  createMemory,
  keepCard,
  readCursor,
  unclaim,
  wasActed,
  writeCursor,
  type Cursor,
} from './watch-store';
import { isAbandoned, tellWatcher } from './watch-trouble';

export const watchPoll: Job<null> = { name: 'watch.poll', payload: z.null(), tries: 1, atOnce: 1 };

/** How often Autotask is asked, and how often everything is compared: not every change may count as an activity there. */
const everySeconds = 180;
const wholeMinutes = 60;
/** Clocks differ, and a record may be written after its stamp. */
const overlap = 2 * 60_000;
/** More than these at once in one conversation come as one message. */
const burst = 4;

/** Asked every few seconds: begins a look when it is time for one, at one replica. Never rejects. */
export async function askForNews({ services, jobs, clock, log }: Behalf & { readonly jobs: Jobs }): Promise<void> {
  const { store, watches } = services;
  try {
    if (!(await isTime(store, clock()))) return;
    if ((await watches.all()).length > 0) await jobs.add(watchPoll, null, { key: watchPoll.name });
  } catch (err) {
    log.error({ err }, 'nobody looked for news');
  }
}

/** A moment by the bot's clock, and no lease: two replicas that both find it time only look at the same twice. */
async function isTime(store: Store, now: Date): Promise<boolean> {
  let due = false;
  await store.update('watch:turn', (last) => {
    const passed = typeof last === 'string' ? Math.abs(now.getTime() - Date.parse(last)) : Infinity;
    due = passed >= everySeconds * 1000;
    return due ? now.toISOString() : last;
  });
  return due;
}

export const createWatchWorker = (parts: Behalf): Worker<null> => ({
  job: watchPoll,
  async run() {
    const { services, clock } = parts;
    const { store } = services;
    const at = clock();
    const cursor = await readCursor(store);
    const picklists = await services.opportunities.picklists();
    const found = await read(services.opportunities, picklists, { cursor, at });
    const memory = createMemory(store);
    if (cursor !== undefined) {
      const since = new Date(cursor.since);
      const news: News[] = [];
      for (const one of found.opportunities) {
        const item = newsOf(one, await memory.get(one.id), { statuses: picklists.statuses, since });
        if (item !== undefined) news.push(item);
      }
      await tellAll(parts, news, picklists);
    }
    // Only now: who dies before looks at the same again, and what was told is not told twice.
    await memory.put(found.opportunities);
    await writeCursor(store, { since: at.toISOString(), whole: found.whole });
  },
});

/** What was active since, or everything that is open where that is due. The first look only remembers. */
async function read(
  opportunities: Pick<OpportunityClient, 'all'>,
  { statuses }: Picklists,
  { cursor, at }: { cursor: Cursor | undefined; at: Date },
): Promise<{ readonly opportunities: readonly Opportunity[]; readonly whole: string }> {
  const isWhole = cursor === undefined || at.getTime() - Date.parse(cursor.whole) >= wholeMinutes * 60_000;
  const since = new Date(Date.parse(cursor?.since ?? at.toISOString()) - overlap).toISOString();
  const active = await opportunities.all({ activeSince: since });
  const open = isWhole ? await opportunities.all({ status: statuses.open }) : undefined;
  const all = new Map([...(open?.opportunities ?? []), ...active.opportunities].map((one) => [one.id, one]));
  return { opportunities: [...all.values()], whole: isWhole ? at.toISOString() : cursor.whole };
}

interface Told {
  readonly watch: Watch;
  readonly news: News[];
}

async function tellAll(parts: Behalf, news: readonly News[], picklists: Picklists): Promise<void> {
  if (news.length === 0) return;
  const named = await parts.services.opportunities.named(news.map(({ opportunity }) => opportunity));
  const all = news.map((one, index) => ({ ...one, opportunity: named[index] ?? one.opportunity }));
  const places = new Map<string, Told>();
  for (const watch of await parts.services.watches.all()) {
    const told = all.filter((one) => tells(watch, one));
    if (told.length === 0 || (await isAbandoned(parts, watch))) continue;
    const key = `${watch.place.platform}:${watch.place.conversation}`;
    const place = places.get(key) ?? { watch, news: [] };
    place.news.push(...told.filter((one) => !place.news.includes(one)));
    places.set(key, place);
  }
  for (const place of places.values()) await tellPlace(parts, place, picklists);
}

/** Rejects where it may go through later: then the same is looked at again. */
async function tellPlace(parts: Behalf, { watch, news }: Told, picklists: Picklists): Promise<void> {
  const { place } = watch;
  const fresh: News[] = [];
  for (const one of news) {
    if (!(await wasActed(parts.services.store, place, one)) && (await claim(parts.services.store, place, one)))
      fresh.push(one);
  }
  try {
    if (fresh.length > burst) await post(parts, watch, { news: fresh, picklists, at: place });
    else for (const one of fresh) await tellOne(parts, watch, { one, picklists });
  } catch (error) {
    if (!(error instanceof NotPosted)) throw error;
    if (error.retry) {
      for (const one of fresh) await unclaim(parts.services.store, place, one);
      throw error;
    }
    await stopThere(parts, watch, error);
  }
}

async function tellOne(
  parts: Behalf,
  watch: Watch,
  { one, picklists }: { one: News; picklists: Picklists },
): Promise<void> {
  const { id } = one.opportunity;
  const first = await cardOfNews(parts.services.store, watch.place, id);
  const at = first === undefined ? watch.place : beneath(first);
  const card = await post(parts, watch, { news: [one], picklists, at });
  if (first === undefined) await keepCard(parts.services.store, id, card);
}

function post(
  { services, clock, log }: Behalf,
  { author }: Watch,
  { news, picklists, at }: { news: readonly News[]; picklists: Picklists; at: Place },
): Promise<CardRef> {
  const format = formatFor({ services, now: clock() }, author);
  log.info({ place: at.conversation, news: news.map(({ kind, opportunity }) => [kind, opportunity.id]) }, 'news');
  return services.outlet.post(at, watchNewsView(news, { picklists, format }));
}

/** The bot cannot post there any more: whoever asked for it is told once, and nothing is tried again. */
async function stopThere(parts: Behalf, { place }: Watch, error: NotPosted): Promise<void> {
  const there = (await parts.services.watches.all()).filter((one) => isSamePlace(one.place, place));
  for (const { id } of there) await parts.services.watches.remove(id);
  const authors = new Map(there.map(({ author }) => [author.id, author]));
  for (const author of authors.values()) await tellWatcher(parts, author, error);
}
