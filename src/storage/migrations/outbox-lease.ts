/** Who has an entry in hand, when something of it went out, and which opportunities were created through the bot. */
import { sql, type Kysely } from 'kysely';

export const outboxLeaseMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('outbox')
      .addColumn('held', 'integer', (column) => column.notNull().defaultTo(1))
      // What waits already, and what older replicas go on putting in, may have gone out.
      .addColumn('sent', 'timestamptz', (column) => column.defaultTo(sql`now()`))
      .addColumn('look', 'timestamptz')
      .execute();
    await db.schema
      .createIndex('outbox_look')
      .on('outbox')
      .column('look')
      .where(sql.ref('look'), 'is not', sql.lit(null))
      .execute();
    await db.schema
      .createIndex('outbox_opportunity')
      .on('outbox')
      .column('opportunity')
      .where(sql.ref('opportunity'), 'is not', sql.lit(null))
      .execute();
  },
};
