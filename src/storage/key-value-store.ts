/** The store as a table: shared by all replicas, and there again after a restart. */
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { Unavailable } from '../core/errors';
import type { Json } from '../core/json';
import type { KeyValueStore } from '../core/key-value-store';
import { databaseNow, leaseFor } from './database';
import type { Tables } from './tables';

/** How often a change is tried while others are quicker, and the longest pause between two tries, in milliseconds: some seconds in all. */
const tries = 40;
const longest = 200;

export interface UpdateRetryOptions {
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** Between 0 and 1. */
  readonly random: () => number;
}
const defaultUpdateRetry: UpdateRetryOptions = { wait: pause, random: Math.random };

export function createKeyValueStore(
  db: Kysely<Tables>,
  clock: () => Date,
  { wait, random }: UpdateRetryOptions = defaultUpdateRetry,
): KeyValueStore {
  const expiry = (ttlSeconds?: number) => (ttlSeconds === undefined ? null : new Date(+clock() + ttlSeconds * 1000));
  const rowOf = (key: string, value: Json, ttlSeconds?: number): KeptRow => ({
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
    put: (key, value, ttlSeconds) => upsertRow(db, rowOf(key, value, ttlSeconds)),
    async putIfAbsent(key, value, ttlSeconds) {
      // Several replicas ask for the same key: whose it is, and for how long, one clock decides.
      const row = { value: JSON.stringify(value), expires_at: leaseFor(ttlSeconds * 1000) };
      const written = await db
        .insertInto('kept')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row).where('kept.expires_at', '<=', databaseNow))
        .returning('key')
        .executeTakeFirst();
      return written !== undefined;
    },
    async update(key, change, ttlSeconds) {
      for (let tried = 0; tried < tries; tried += 1) {
        // Whoever was quicker goes on, and those who were not do not all come back at once.
        if (tried > 0) await wait(Math.min(longest, 2 ** tried) * (0.5 + random()));
        const before = await db.selectFrom('kept').selectAll().where('key', '=', key).executeTakeFirst();
        const after = change(isLive(before) ? before?.value : undefined);
        if (await replaceIfUnchanged(db, before, after === undefined ? undefined : rowOf(key, after, ttlSeconds)))
          return;
      }
      throw new Unavailable('Others keep changing the same thing right now, so I stored nothing.', {
        hint: 'Try again in a minute.',
      });
    },
    async remove(key) {
      await db.deleteFrom('kept').where('key', '=', key).execute();
    },
  };
}

interface StoredRow {
  readonly key: string;
  readonly value: Json;
}
interface KeptRow {
  readonly key: string;
  readonly value: string;
  readonly expires_at: Date | null;
}

async function upsertRow(db: Kysely<Tables>, row: KeptRow): Promise<void> {
  const { value, expires_at } = row;
  await db
    .insertInto('kept')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, expires_at }))
    .execute();
}

/** Only while the row is as it was read: false when somebody else was quicker. */
async function replaceIfUnchanged(
  db: Kysely<Tables>,
  before: StoredRow | undefined,
  row: KeptRow | undefined,
): Promise<boolean> {
  if (before === undefined) return row === undefined || insertIfAbsent(db, row);
  const asRead = sql<boolean>`key = ${before.key} and value = ${JSON.stringify(before.value)}::jsonb`;
  if (row === undefined) {
    return (await db.deleteFrom('kept').where(asRead).executeTakeFirst()).numDeletedRows > 0;
  }
  const { value, expires_at } = row;
  return (await db.updateTable('kept').set({ value, expires_at }).where(asRead).executeTakeFirst()).numUpdatedRows > 0;
}

async function insertIfAbsent(db: Kysely<Tables>, row: KeptRow): Promise<boolean> {
  const insert = db.insertInto('kept').values(row);
  const { numInsertedOrUpdatedRows: rows = 0n } = await insert
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return rows > 0;
}

/** Lets go of what has expired, by either clock; until then it only takes up room. */
export async function deleteExpired(db: Kysely<Tables>, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('kept')
    .where('expires_at', '<=', now)
    .where('expires_at', '<=', databaseNow)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
