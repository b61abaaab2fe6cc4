/** Every change of the tables, in order. What was shipped once is never edited: the next change is a new entry. */
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import type { Tables } from '../tables';
import { DatabaseError } from '../database';
import { keptMigration } from './kept';
import { outboxMigration } from './outbox';
import { outboxLeaseMigration } from './outbox-lease';
import { outboxOpeningMigration } from './outbox-opening';
import { outboxOrderMigration } from './outbox-order';
import { outboxTellingMigration } from './outbox-telling';
import { readingsMigration } from './readings';
import { subscriptionsMigration } from './subscriptions';
import { turnsMigration } from './turns';

const migrations: Record<string, Migration> = {
  '0001-kept': keptMigration,
  '0002-outbox': outboxMigration,
  '0003-subscriptions': subscriptionsMigration,
  '0004-readings': readingsMigration,
  '0005-outbox-order': outboxOrderMigration,
  '0006-outbox-opening': outboxOpeningMigration,
  '0007-outbox-telling': outboxTellingMigration,
  '0008-outbox-lease': outboxLeaseMigration,
  '0009-turns': turnsMigration,
};

const createMigrator = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });

/**
 * Several replicas may begin at once: one of them changes the tables, the others wait for it. Throws `DatabaseError`
 * where they are a newer version's; a replica that runs goes on beside them, since a newer version only adds.
 */
export async function migrate(db: Kysely<Tables>): Promise<readonly string[]> {
  await assertNotNewer(db);
  const { error, results = [] } = await createMigrator(db).migrateToLatest();
  if (error !== undefined) {
    // A newer replica may have been quicker.
    await assertNotNewer(db);
    throw new Error('the tables could not be brought up to date', { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}

async function assertNotNewer(db: Kysely<Tables>): Promise<void> {
  const { waiting, unknown } = await migrationStatus(db);
  if (unknown.length === 0) return;
  if (waiting.length < Object.keys(migrations).length) throw new DatabaseError(...newerVersionProblem(unknown));
  const cure = 'Give the bot a database of its own: set DATABASE_URL, or DATA_DIR.';
  throw new DatabaseError(`The database is another program's: it has the changes ${unknown.join(', ')}.`, cure);
}

/** What is wrong, and its cure. */
export const newerVersionProblem = (unknown: readonly string[]): readonly [wrong: string, cure: string] => [
  `A newer version of the bot has changed the tables of the database: ${unknown.join(', ')}.`,
  'Run that version on all replicas, or go back to the back-up from before it.',
];

/** Changes that this version has and the tables lack, and those that the tables have and this version does not know. */
export async function migrationStatus(db: Kysely<Tables>): Promise<Record<'waiting' | 'unknown', readonly string[]>> {
  const all = await createMigrator(db).getMigrations();
  const waiting = all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
  const list = await sql<{ name: string | null }>`select to_regclass('kysely_migration')::text as name`.execute(db);
  // Nothing was ever changed here.
  if (list.rows[0]?.name == null) return { waiting, unknown: [] };
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return { waiting, unknown: rows.map(({ name }) => name).filter((name) => migrations[name] === undefined) };
}
