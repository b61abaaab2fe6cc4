/** Every change of the tables, in order. What was shipped once is never edited: the next change is a new entry. */
import { Migrator, type Kysely, type Migration } from 'kysely';
import type { Tables } from '../tables';
import { kept } from './kept';
import { outbox } from './outbox';
import { readings } from './readings';
import { subscriptions } from './subscriptions';

const migrations: Record<string, Migration> = {
  '0001-kept': kept,
  '0002-outbox': outbox,
  '0003-subscriptions': subscriptions,
  '0004-readings': readings,
};

/** Several replicas may begin at once: one of them changes the tables, the others wait for it. */
export async function migrate(db: Kysely<Tables>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the tables could not be brought up to date', { cause: error });
  return results.map(({ migrationName }) => migrationName);
}
