/** What must be remembered between two arrivals: one value under each key. */
import type { Kysely } from 'kysely';

export const keptMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('kept')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'jsonb', (column) => column.notNull())
      .addColumn('expires_at', 'timestamptz')
      .execute();
    await db.schema.createIndex('kept_expires_at').on('kept').column('expires_at').execute();
  },
};
