/** What was seen of each opportunity, from reading to reading. */
import type { Kysely } from 'kysely';

export const readingsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('readings')
      .addColumn('at', 'timestamptz', (column) => column.primaryKey())
      .execute();
    await db.schema
      .createTable('seen')
      .addColumn('opportunity', 'bigint', (column) => column.notNull())
      .addColumn('from', 'timestamptz', (column) => column.notNull())
      .addColumn('until', 'timestamptz')
      .addColumn('owner', 'bigint')
      .addColumn('company', 'bigint', (column) => column.notNull())
      .addColumn('category', 'bigint')
      .addColumn('stage', 'bigint', (column) => column.notNull())
      .addColumn('status', 'bigint', (column) => column.notNull())
      .addColumn('close', 'text')
      .addColumn('probability', 'double precision', (column) => column.notNull())
      .addColumn('amount', 'double precision', (column) => column.notNull())
      .addColumn('recurring', 'double precision', (column) => column.notNull())
      .addColumn('oneTime', 'double precision', (column) => column.notNull())
      .addColumn('created', 'text')
      .addColumn('ended', 'text')
      .addPrimaryKeyConstraint('seen_pkey', ['opportunity', 'from'])
      .execute();
    await db.schema.createIndex('seen_until').on('seen').column('until').execute();
  },
};
