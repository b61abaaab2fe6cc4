/** Every change of the tables, in order. What was shipped once is never edited: the next change is a new entry. */
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import type { Tables } from '../tables';
import { kept } from './kept';
import { outbox } from './outbox';
import { outboxOpening } from './outbox-opening';
import { outboxOrder } from './outbox-order';
import { outboxTelling } from './outbox-telling';
import { readings } from './readings';
import { subscriptions } from './subscriptions';

const migrations: Record<string, Migration> = {
  '0001-kept': kept,
  '0002-outbox': outbox,
  '0003-subscriptions': subscriptions,
  '0004-readings': readings,
  '0005-outbox-order': outboxOrder,
  '0006-outbox-opening': outboxOpening,
  '0007-outbox-telling': outboxTelling,
};

const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });

/** Several replicas may begin at once: one of them changes the tables, the others wait for it. */
export async function migrate(db: Kysely<Tables>): Promise<readonly string[]> {
  const { error, results = [] } = await migratorOf(db).migrateToLatest();
  if (error !== undefined) throw new Error('the tables could not be brought up to date', { cause: error });
  return results.map(({ migrationName }) => migrationName);
}

/** Changes that this version has and the tables lack, and those that the tables have and this version does not know. */
export async function standingOf(db: Kysely<Tables>): Promise<Record<'waiting' | 'unknown', readonly string[]>> {
  const all = await migratorOf(db).getMigrations();
  const waiting = all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
  // Nothing was ever changed here: there is no list of it either.
  if (waiting.length === all.length) return { waiting, unknown: [] };
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return { waiting, unknown: rows.map(({ name }) => name).filter((name) => migrations[name] === undefined) };
}
