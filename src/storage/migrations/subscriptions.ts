/** Which conversation reads digests and when, and what became of each planned one. */
import { sql, type Kysely } from 'kysely';

export const subscriptionsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('subscriptions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('document', 'jsonb', (column) => column.notNull())
      .addColumn('next', 'timestamptz')
      .addColumn('last_sent', 'timestamptz')
      .execute();
    await db.schema
      .createIndex('subscriptions_place')
      .on('subscriptions')
      .columns(['platform', 'conversation'])
      .execute();
    await db.schema.createIndex('subscriptions_next').on('subscriptions').column('next').execute();
    await db.schema
      .createTable('runs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('subscription', 'text', (column) => column.notNull())
      .addColumn('due', 'timestamptz', (column) => column.notNull())
      .addColumn('handed', 'timestamptz', (column) => column.notNull())
      .addColumn('begun', 'boolean', (column) => column.notNull().defaultTo(false))
      .addColumn('outcome', 'text')
      .execute();
    await db.schema
      .createIndex('runs_open')
      .on('runs')
      .column('handed')
      .where(sql.ref('outcome'), 'is', sql.lit(null))
      .execute();
    await db.schema.createIndex('runs_due').on('runs').column('due').execute();
  },
};
