/** Watches, what was seen last, what was told, and who just changed what: in the store, which all replicas share. */
import type { CardRef, Place } from '../core/arrival';
import { toJson } from '../core/json';
import type { Store } from '../core/store';
import { sameSeen, seenNow, type News, type Seen, type Watch, type Watches } from '../opportunity/watch';
import type { Opportunity } from '../opportunity/opportunity';
import type { Carry } from '../outbox/carry';

const placeKey = ({ platform, conversation }: Place): string => `${platform}:${conversation}`;

const watchesKey = 'watches';
export function createWatches(store: Store): Watches {
  const all = async (): Promise<readonly Watch[]> =>
    ((await store.get(watchesKey)) ?? []) as unknown as readonly Watch[];
  const change = (changed: (watches: readonly Watch[]) => readonly Watch[]): Promise<void> =>
    store.update(watchesKey, (before) => toJson(changed((before ?? []) as unknown as readonly Watch[])));
  return {
    all,
    save: (watch) => change((watches) => [...watches.filter(({ id }) => id !== watch.id), watch]),
    remove: (removed) => change((watches) => watches.filter(({ id }) => id !== removed)),
  };
}

/** Seen values are kept in parts, so that a change rewrites little. */
const parts = 64;
const partKey = (part: number): string => `watch:seen:${String(part)}`;
type Part = Readonly<Record<string, Seen>>;

export interface Memory {
  get(id: number): Promise<Seen | undefined>;
  /** Writes what differs; a part is read and written once. */
  put(opportunities: readonly Opportunity[]): Promise<void>;
}

export function createMemory(store: Store): Memory {
  const read = async (part: number): Promise<Part> => ((await store.get(partKey(part))) ?? {}) as unknown as Part;
  return {
    get: async (id) => (await read(id % parts))[id],
    async put(opportunities) {
      const groups = new Map<number, Opportunity[]>();
      for (const one of opportunities) {
        const group = groups.get(one.id % parts);
        if (group === undefined) groups.set(one.id % parts, [one]);
        else group.push(one);
      }
      for (const [part, group] of groups) {
        const before = await read(part);
        const changed = group.filter((one) => !sameSeen(before[one.id], seenNow(one)));
        if (changed.length === 0) continue;
        const seen = Object.fromEntries(changed.map((one) => [one.id, seenNow(one)]));
        await store.put(partKey(part), toJson({ ...before, ...seen }));
      }
    },
  };
}

const cursorKey = 'watch:cursor';
/** When was looked last, and when everything was compared last. */
export interface Cursor {
  readonly since: string;
  readonly whole: string;
}
export const readCursor = async (store: Store): Promise<Cursor | undefined> =>
  (await store.get(cursorKey)) as unknown as Cursor | undefined;
export const writeCursor = (store: Store, cursor: Cursor): Promise<void> => store.put(cursorKey, toJson(cursor));

const toldSeconds = 24 * 60 * 60;
const toldKey = (place: Place, { kind, opportunity }: News): string =>
  `watch:told:${placeKey(place)}:${String(opportunity.id)}:${kind}:${seenNow(opportunity).join('.')}:${opportunity.fields.lastActivity ?? ''}`;
/** True for the one who tells it. */
export const claim = (store: Store, place: Place, news: News): Promise<boolean> =>
  store.putIfAbsent(toldKey(place, news), true, toldSeconds);
/** It was not posted after all. */
export const unclaim = (store: Store, place: Place, news: News): Promise<void> => store.remove(toldKey(place, news));

/** Later news of an opportunity goes beneath its first card, as long as people remember that. */
const threadSeconds = 30 * 24 * 60 * 60;
const threadKey = (place: Place, id: number): string => `watch:card:${placeKey(place)}:${String(id)}`;
export const cardOfNews = async (store: Store, place: Place, id: number): Promise<CardRef | undefined> =>
  (await store.get(threadKey(place, id))) as unknown as CardRef | undefined;
export const keepCard = (store: Store, id: number, card: CardRef): Promise<void> =>
  store.put(threadKey(card.place, id), toJson(card), threadSeconds);

/** What a person did through the bot is on a card there already. */
const actedSeconds = 30 * 60;
const actedKey = (place: Place, id: number): string => `acted:${placeKey(place)}:${String(id)}`;
export const noteActed = (store: Store, place: Place, opportunity: Opportunity): Promise<void> =>
  store.put(actedKey(place, opportunity.id), toJson(seenNow(opportunity)), actedSeconds);
/** A write that is done was seen where it was asked for. */
export const markingDone =
  (carry: Carry, store: Store): Carry =>
  async (entry, holder) => {
    const carried = await carry(entry, holder);
    if (carried.kind === 'done' && carried.opportunity !== undefined) {
      // At worst a watch tells of it: what is written is written.
      await noteActed(store, entry.place, carried.opportunity).catch(() => undefined);
    }
    return carried;
  };
export async function wasActed(store: Store, place: Place, { opportunity }: News): Promise<boolean> {
  const acted = (await store.get(actedKey(place, opportunity.id))) as unknown as Seen | undefined;
  return acted !== undefined && sameSeen(acted, seenNow(opportunity));
}
