/** The session that keeps turns: its advisory locks, which the server gives back when it ends. */
import type { Client } from 'pg';
import type { Logger } from '../core/log';

const take = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken';
const give = 'select pg_advisory_unlock(hashtextextended($1, 0)) as given';
const want = "select pg_notify('turns', $1)";

/** After a failure nobody waits for the server again for so long. Milliseconds. */
const rest = 5000;

interface Session {
  open: Promise<Client> | undefined;
  closed: boolean;
  last: Promise<unknown>;
}

interface Kept {
  readonly held: ReadonlySet<string>;
  /** Another process waits for a place under this name. */
  readonly onWanted: (name: string) => void;
  readonly log: Logger;
}

/** Who does not answer once is not asked again on the same connection. */
async function answerOf<T extends object>(client: Client, text: string, about: string): Promise<T | undefined> {
  try {
    return (await client.query<T>(text, [about])).rows[0];
  } catch (error) {
    void client.end();
    throw error;
  }
}

/** One connection, opened when it is needed; after it broke, what was held is held again. */
export function createTurnsSession(client: () => Client, { held, onWanted, log }: Kept) {
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
    fresh.on('notification', ({ processId, payload }) => {
      const { processID: own } = fresh as unknown as { readonly processID: number };
      if (processId !== own && payload !== undefined) onWanted(payload);
    });
    try {
      await fresh.connect();
      await fresh.query('listen turns');
      for (const place of held) await fresh.query(take, [place]);
      isUp = true;
      return fresh;
    } catch (error) {
      setTimeout(() => (state.open = undefined), rest).unref();
      throw error;
    }
  }

  /** One after the other, in the order in which they are asked. */
  function ask<T extends object>(text: string, about: string): Promise<T | undefined> {
    const answer = state.last.then(async () => answerOf<T>(await opened(), text, about));
    state.last = answer.catch(() => undefined);
    return answer;
  }

  return {
    lock: async (place: string): Promise<boolean> => (await ask<{ taken: boolean }>(take, place))?.taken === true,
    unlock: (place: string): Promise<unknown> => ask(give, place),
    /** Whoever keeps a place of this name that is not in use gives it back. */
    want: (name: string): Promise<unknown> => ask(want, name),
    async close(): Promise<void> {
      state.closed = true;
      await state.last;
      const open = await state.open?.catch(() => undefined);
      await open?.end();
    },
  };
}
