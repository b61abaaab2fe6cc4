/** Turns of all replicas on one PostgreSQL server: locks, each kept a moment after its use. */
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Client } from 'pg';
import type { Logger } from '../core/log';
import type { Turns } from '../core/turns';
import { createTurnsSession } from './turns-session';

export interface SharedTurns extends Turns {
  close(): Promise<void>;
}

interface Parts {
  /** A client that is not connected yet. */
  readonly client: () => Client;
  /** Between 0 and 1: spreads those who wait. */
  readonly random: () => number;
  readonly log: Logger;
  /** A place that was used stays with this process for so long: its next request asks nobody. Milliseconds. */
  readonly keptFor?: number;
}

/** Where the server is away, each replica goes on with the turns of its own: a limit is no reason to stand still. */
export function createSharedTurns(parts: Parts): SharedTurns {
  const { random } = parts;
  const places = createPlaces(parts);
  return {
    async take(name, room, signal) {
      for (;;) {
        for (const place of places.keptFirst(placesOf(name, room, random()))) {
          signal.throwIfAborted();
          if (await places.taken(place)) return once(() => places.giveBack(name, place));
        }
        places.want(name);
        await pause(15 + 30 * random(), undefined, { signal });
      }
    },
    close: () => places.close(),
  };
}

/** After another replica had to wait for a place of a name, none is kept for so long. Milliseconds. */
const wantedFor = 1000;

function createPlaces({ client, log, keptFor = 100 }: Parts) {
  // A session may take its own lock twice: what this process holds, or asks for, must not be asked for again.
  const claimed = new Set<string>();
  const held = new Set<string>();
  const wanted = new LRUCache<string, true>({ max: 1000, ttl: wantedFor });
  const session = createTurnsSession(client, { held, onWanted, log });
  const failed = (err: unknown): true => {
    log.warn({ err }, 'turns are not shared with other replicas for now');
    return true;
  };
  async function locked(place: string): Promise<boolean> {
    try {
      const isTaken = await session.lock(place);
      if (isTaken) held.add(place);
      return isTaken;
    } catch (error) {
      return failed(error);
    }
  }
  function release(place: string): void {
    if (!claimed.has(place) && held.delete(place)) session.unlock(place).catch(failed);
  }
  function onWanted(name: string): void {
    wanted.set(name, true);
    for (const place of held) if (place.startsWith(prefixOf(name))) release(place);
  }

  return {
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
      if (wanted.has(name)) release(place);
      else setTimeout(() => release(place), keptFor).unref();
    },
    want(name: string): void {
      session.want(name).catch(failed);
    },
    close(): Promise<void> {
      held.clear();
      return session.close();
    },
  };
}

const prefixOf = (name: string): string => `turn ${name} `;

/** In an order that begins somewhere else each time, so that replicas do not all ask for the first. */
function placesOf(name: string, room: number, random: number): readonly string[] {
  const first = Math.floor(random * room);
  return Array.from({ length: room }, (_, number) => prefixOf(name) + String((first + number) % room));
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
