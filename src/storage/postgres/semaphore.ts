/** Permits of all replicas on one PostgreSQL server: leases by its clock, each kept a moment after its use. */
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Client } from 'pg';
import type { Logger } from '../../core/log';
import type { KeyedSemaphore } from '../../core/key-value-store';
import { createSemaphoreSession } from './semaphore-connection';

export interface SharedSemaphore extends KeyedSemaphore {
  close(): Promise<void>;
}

interface SharedSemaphoreOptions {
  /** A client that is not connected yet. */
  readonly client: () => Client;
  /** Between 0 and 1: spreads those who wait. */
  readonly random: () => number;
  readonly log: Logger;
  /** A place that was used stays with this process for so long: its next request asks nobody. Milliseconds. */
  readonly keepMilliseconds?: number;
}

/** Where the server is away, each replica goes on with the permits of its own: a limit is no reason to stand still. */
export function createSharedSemaphore(options: SharedSemaphoreOptions): SharedSemaphore {
  const { random } = options;
  const places = createPlaces(options);
  const waitRandomly = (signal: AbortSignal) => pause(15 + 30 * random(), undefined, { signal });
  return {
    async acquire(name, permits, signal) {
      // Another replica waits: it has the same chance as this one.
      if (places.isWanted(name)) await waitRandomly(signal);
      for (;;) {
        const all = placesInRandomOrder(name, permits, random());
        for (const place of places.keptFirst(all)) {
          signal.throwIfAborted();
          if (await places.taken(place)) return callOnce(() => places.giveBack(name, place));
        }
        places.want(all);
        await waitRandomly(signal);
      }
    },
    close: () => places.close(),
  };
}

/** After another replica had to wait for a place of a name, none is kept for so long. Milliseconds. */
const wantedFor = 1000;
/** However often a place is used anew: after so long others are let in. Milliseconds. */
const keptInAll = 250;
/** From one renewal to the next. Milliseconds. */
const renewal = 1000;

/** What this process holds, whether it is in use or only kept. */
function createPlaceLeases({ client, log, random }: SharedSemaphoreOptions) {
  // A place that is this process's already would be given to it once more.
  const claimed = new Set<string>();
  /** Since when, by this process's own time. */
  const held = new Map<string, number>();
  const wanted = new LRUCache<string, true>({ max: 1000, ttl: wantedFor });
  const session = createSemaphoreSession(client, { holder: `${String(process.pid)}-${String(random())}`, log });
  const failed = (err: unknown): true => {
    log.warn({ err }, 'turns are not shared with other replicas for now');
    return true;
  };
  async function locked(place: string): Promise<boolean> {
    try {
      const isTaken = await session.lock(place);
      if (isTaken) held.set(place, performance.now());
      return isTaken;
    } catch (error) {
      return failed(error);
    }
  }
  function release(place: string): void {
    if (claimed.has(place) || !held.delete(place)) return;
    session.unlock(place).then((isWanted) => isWanted && wanted.set(keyOfPlace(place), true), failed);
  }
  const renew = createRenewal({ session, held, wanted, release, log });
  const timer = setInterval(() => void renew(), renewal).unref();
  async function close(): Promise<void> {
    clearInterval(timer);
    const unlocked = [...held.keys()].map((place) => session.unlock(place).catch(() => false));
    held.clear();
    await Promise.all(unlocked);
    await session.close();
  }
  return {
    claimed,
    held,
    wanted,
    locked,
    release,
    want: (all: readonly string[]) => session.want(all).catch(failed),
    close,
  };
}

function createPlaces(options: SharedSemaphoreOptions) {
  const { keepMilliseconds = 100 } = options;
  const { claimed, held, wanted, locked, release, want, close } = createPlaceLeases(options);
  return {
    isWanted: (name: string): boolean => wanted.has(name),
    keptFirst: (places: readonly string[]): readonly string[] =>
      places.toSorted((a, b) => Number(held.has(b)) - Number(held.has(a))),
    async taken(place: string): Promise<boolean> {
      if (claimed.has(place)) return false;
      claimed.add(place);
      if (held.has(place) || (await locked(place))) return true;
      claimed.delete(place);
      return false;
    },
    giveBack(name: string, place: string): void {
      claimed.delete(place);
      const since = held.get(place) ?? 0;
      const isLong = performance.now() - since > Math.max(keepMilliseconds, keptInAll);
      if (wanted.has(name) || isLong) release(place);
      else setTimeout(() => release(place), keepMilliseconds).unref();
    },
    want: (places: readonly string[]): void => void want(places),
    close,
  };
}

interface RenewalDeps {
  readonly session: Pick<ReturnType<typeof createSemaphoreSession>, 'renew'>;
  readonly held: Map<string, number>;
  readonly wanted: LRUCache<string, true>;
  readonly release: (place: string) => void;
  readonly log: Logger;
}

/** Keeps what is held, and gives back what is kept while others wait for it. Never rejects. */
const createRenewal =
  ({ session, held, wanted, release, log }: RenewalDeps) =>
  async (): Promise<void> => {
    const mine = new Map(held);
    if (mine.size === 0) return;
    const answer = await session.renew([...mine.keys()]).catch((err: unknown) => {
      log.warn({ err }, 'turns were not renewed');
      return undefined;
    });
    if (answer === undefined) return;
    const still = new Set(answer.map(({ place }) => place));
    for (const [place, since] of mine) {
      // Released, or acquired anew, meanwhile.
      if (still.has(place) || held.get(place) !== since) continue;
      held.delete(place);
      log.warn({ place }, 'a turn was over before its work was');
    }
    for (const { place } of answer.filter((one) => one.wanted)) {
      wanted.set(keyOfPlace(place), true);
      release(place);
    }
  };

const keyOfPlace = (place: string): string => /^turn (.*) \d+$/.exec(place)?.[1] ?? '';

const prefixOf = (name: string): string => `turn ${name} `;

/** In an order that begins somewhere else each time, so that replicas do not all ask for the first. */
function placesInRandomOrder(name: string, permits: number, random: number): readonly string[] {
  const first = Math.floor(random * permits);
  return Array.from({ length: permits }, (_, number) => prefixOf(name) + String((first + number) % permits));
}

function callOnce(callback: () => void): () => void {
  let done = false;
  return () => {
    if (!done) callback();
    done = true;
  };
}
