/** The connection by which permits are acquired and released: rows that end by the database's clock, whatever becomes of it. */
import type { Client } from 'pg';
import type { Logger } from '../../core/log';

/** Whoever dies, or stands still, loses its permits after so long; the lease is renewed as long as they are held. Milliseconds. */
const lease = 10_000;
const until = `clock_timestamp() + interval '${String(lease)} milliseconds'`;
/** Somebody else asked for it in the last second. */
const isWanted = `coalesce(wanted > clock_timestamp() - interval '1 second', false) as wanted`;

const take = `
  insert into turns (place, holder, until) values ($1, $2, ${until})
  on conflict (place) do update set holder = excluded.holder, until = excluded.until, wanted = null
    where turns.until <= clock_timestamp() or turns.holder = excluded.holder
  returning place`;
const give = `delete from turns where place = $1 and holder = $2 returning ${isWanted}`;
const want = `update turns set wanted = clock_timestamp() where place = any($1::text[]) and holder <> $2`;
const renew = `
  update turns set until = ${until} where place = any($1::text[]) and holder = $2 returning place, ${isWanted}`;

/** After a failure nobody waits for the server again for so long. Milliseconds. */
const rest = 5000;

interface SemaphoreSessionState {
  open: Promise<Client> | undefined;
  closed: boolean;
  last: Promise<unknown>;
}

interface SemaphoreSessionOptions {
  /** This process among the others. */
  readonly holder: string;
  readonly log: Logger;
}

/** Who does not answer once is not asked again on the same connection. */
async function runQuery<T extends object>(client: Client, text: string, about: unknown[]): Promise<readonly T[]> {
  try {
    return (await client.query<T>(text, about)).rows;
  } catch (error) {
    void client.end();
    throw error;
  }
}

/** One connection, opened when it is needed. Each question stands for itself: a pooler between may hand each to another session. */
export function createSemaphoreSession(client: () => Client, { holder, log }: SemaphoreSessionOptions) {
  const state: SemaphoreSessionState = { open: undefined, closed: false, last: Promise.resolve() };
  const opened = (): Promise<Client> => (state.open ??= begin());

  async function begin(): Promise<Client> {
    const fresh = client();
    let isUp = false;
    const gone = (err?: unknown): void => {
      if (!isUp || state.closed) return;
      isUp = false;
      log.warn({ err }, 'the connection that takes turns broke');
      state.open = undefined;
    };
    fresh.on('error', gone);
    fresh.once('end', gone);
    try {
      await fresh.connect();
      isUp = true;
      return fresh;
    } catch (error) {
      setTimeout(() => (state.open = undefined), rest).unref();
      throw error;
    }
  }

  /** One after the other, in the order in which they are asked. */
  function enqueue<T extends object>(text: string, about: unknown): Promise<readonly T[]> {
    const answer = state.last.then(async () => runQuery<T>(await opened(), text, [about, holder]));
    state.last = answer.catch(() => undefined);
    return answer;
  }

  return {
    lock: async (place: string): Promise<boolean> => (await enqueue(take, place)).length > 0,
    /** Whether another process waits for it. */
    unlock: async (place: string): Promise<boolean> =>
      (await enqueue<{ wanted: boolean }>(give, place)).some(({ wanted }) => wanted),
    /** Whoever keeps one of these that is not in use gives it back. */
    want: (places: readonly string[]): Promise<unknown> => enqueue(want, places),
    /** Answers with those that are still held. */
    renew: (places: readonly string[]) => enqueue<{ place: string; wanted: boolean }>(renew, places),
    async close(): Promise<void> {
      state.closed = true;
      await state.last;
      const open = await state.open?.catch(() => undefined);
      await open?.end();
    },
  };
}
