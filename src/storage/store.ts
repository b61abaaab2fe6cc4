/** The store as a table: shared by all replicas, and there again after a restart. */
import type { Kysely } from 'kysely';
import type { Json } from '../core/json';
import type { Store } from '../core/store';
import type { Tables } from './tables';

export function createStore(db: Kysely<Tables>, clock: () => Date): Store {
  const expiry = (ttlSeconds?: number) => (ttlSeconds === undefined ? null : new Date(+clock() + ttlSeconds * 1000));
  const rowOf = (key: string, value: Json, ttlSeconds?: number): Row => ({
    key,
    value: JSON.stringify(value),
    expires_at: expiry(ttlSeconds),
  });
  const isLive = (row: { expires_at: Date | null } | undefined): boolean =>
    row !== undefined && (row.expires_at === null || row.expires_at > clock());

  return {
    async get(key) {
      const row = await db.selectFrom('kept').selectAll().where('key', '=', key).executeTakeFirst();
      return isLive(row) ? row?.value : undefined;
    },
    put: (key, value, ttlSeconds) => put(db, rowOf(key, value, ttlSeconds)),
    async putIfAbsent(key, value, ttlSeconds) {
      const row = rowOf(key, value, ttlSeconds);
      const written = await db
        .insertInto('kept')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({ value: row.value, expires_at: row.expires_at })
            .where('kept.expires_at', '<=', clock()),
        )
        .returning('key')
        .executeTakeFirst();
      return written !== undefined;
    },
    async update(key, change, ttlSeconds) {
      await db.transaction().execute(async (turn) => {
        const before = await held(turn, key);
        const after = change(isLive(before) ? before?.value : undefined);
        if (after === undefined) await turn.deleteFrom('kept').where('key', '=', key).execute();
        else await put(turn, rowOf(key, after, ttlSeconds));
      });
    },
    async remove(key) {
      await db.deleteFrom('kept').where('key', '=', key).execute();
    },
  };
}

interface Row {
  readonly key: string;
  readonly value: string;
  readonly expires_at: Date | null;
}

async function put(on: Kysely<Tables>, row: Row): Promise<void> {
  const { value, expires_at } = row;
  await on
    .insertInto('kept')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, expires_at }))
    .execute();
}

/** There must be a row to hold on to, or two who find none would both begin from nothing. */
async function held(turn: Kysely<Tables>, key: string) {
  const empty = { key, value: 'null', expires_at: new Date(0) };
  await turn
    .insertInto('kept')
    .values(empty)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return turn.selectFrom('kept').selectAll().where('key', '=', key).forUpdate().executeTakeFirst();
}

/** Lets go of what has expired; until then it only takes up room. */
export async function forgetExpired(db: Kysely<Tables>, now: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('kept').where('expires_at', '<=', now).executeTakeFirst();
  return Number(numDeletedRows);
}
