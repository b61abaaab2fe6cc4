/** Who has which turn: rows that end by themselves, so that no session has to keep them. */
import type { Kysely } from 'kysely';

export const turnsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('turns')
      .addColumn('place', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('until', 'timestamptz', (column) => column.notNull())
      .addColumn('wanted', 'timestamptz')
      .execute();
  },
};
