/** A form that is sent off twice is put into the outbox once. */
import { sql, type Kysely } from 'kysely';

export const outboxOpeningMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('outbox').addColumn('opening', 'text').execute();
    await db.schema
      .createIndex('outbox_opening')
      .unique()
      .on('outbox')
      .column('opening')
      .where(sql.ref('state'), 'not in', [sql.lit('returned'), sql.lit('dropped')])
      .execute();
  },
};
