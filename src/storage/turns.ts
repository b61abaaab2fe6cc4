/** Turns of all replicas on one PostgreSQL server: locks of one session, which the server gives back when that ends. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Logger } from '../core/log';
import type { Turns } from '../core/turns';

export interface SharedTurns extends Turns {
  close(): Promise<void>;
}

interface Parts {
  /** A client that is not connected yet. */
  readonly client: () => Client;
  /** Between 0 and 1: spreads those who wait. */
  readonly random: () => number;
  readonly log: Logger;
}

/** Where the server is away, each replica goes on with the turns of its own: a limit is no reason to stand still. */
export function createSharedTurns({ client, random, log }: Parts): SharedTurns {
  // A session may take its own lock twice: what this process holds, or asks for, must not be asked for again.
  const claimed = new Set<string>();
  const held = new Set<string>();
  const session = createSession(client, held, log);
  const failed = (err: unknown): true => {
    log.warn({ err }, 'turns are not shared with other replicas for now');
    return true;
  };
  async function tried(place: string): Promise<boolean> {
    try {
      const row = await session.ask<{ taken: boolean }>(take, place);
      if (row?.taken === true) held.add(place);
      return row?.taken === true;
    } catch (error) {
      return failed(error);
    }
  }

  return {
    async take(name, room, signal) {
      for (;;) {
        for (const place of placesOf(name, room, random())) {
          signal.throwIfAborted();
          if (claimed.has(place)) continue;
          claimed.add(place);
          if (await tried(place)) return once(() => giveBack(place));
          claimed.delete(place);
        }
        await pause(15 + 30 * random(), undefined, { signal });
      }
    },
    close: () => session.close(),
  };

  function giveBack(place: string): void {
    claimed.delete(place);
    held.delete(place);
    session.ask(give, place).catch(failed);
  }
}

const take = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken';
const give = 'select pg_advisory_unlock(hashtextextended($1, 0)) as given';

/** In an order that begins somewhere else each time, so that replicas do not all ask for the first. */
function placesOf(name: string, room: number, random: number): readonly string[] {
  const first = Math.floor(random * room);
  return Array.from({ length: room }, (_, number) => `turn ${name} ${String((first + number) % room)}`);
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

/** After a failure nobody waits for the server again for so long. Milliseconds. */
const rest = 5000;

interface Session {
  open: Promise<Client> | undefined;
  closed: boolean;
  last: Promise<unknown>;
}

/** One connection, opened when it is needed; after it broke, what was held is held again. */
function createSession(client: () => Client, held: ReadonlySet<string>, log: Logger) {
  const state: Session = { open: undefined, closed: false, last: Promise.resolve() };
  const opened = (): Promise<Client> => (state.open ??= begin());

  async function begin(): Promise<Client> {
    const fresh = client();
    let isUp = false;
    const gone = (err?: unknown): void => {
      if (!isUp || state.closed) return;
      isUp = false;
      log.warn({ err }, 'the connection that keeps turns broke');
      state.open = undefined;
      if (held.size > 0) opened().catch((error: unknown) => log.warn({ err: error }, 'turns are not kept again yet'));
    };
    fresh.on('error', gone);
    fresh.once('end', gone);
    try {
      await fresh.connect();
      for (const place of held) await fresh.query(take, [place]);
      isUp = true;
      return fresh;
    } catch (error) {
      setTimeout(() => (state.open = undefined), rest).unref();
      throw error;
    }
  }

  return {
    /** One after the other, in the order in which they are asked. */
    ask<T extends object>(text: string, place: string): Promise<T | undefined> {
      const answer = state.last.then(async () => (await (await opened()).query<T>(text, [place])).rows[0]);
      state.last = answer.catch(() => undefined);
      return answer;
    },
    async close(): Promise<void> {
      state.closed = true;
      await state.last;
      const open = await state.open?.catch(() => undefined);
      await open?.end();
    },
  };
}
