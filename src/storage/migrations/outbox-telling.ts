/** What became of an entry is told although the process dies right after it was written. */
import { sql, type Kysely } from 'kysely';

export const outboxTellingMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('outbox').addColumn('tell', 'timestamptz').execute();
    await db.schema
      .createIndex('outbox_tell')
      .on('outbox')
      .column('tell')
      .where(sql.ref('tell'), 'is not', sql.lit(null))
      .execute();
  },
};
