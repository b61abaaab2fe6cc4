/** Which of two writes that were asked for at the same moment is the earlier one. */
import type { Kysely } from 'kysely';

export const outboxOrderMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('outbox')
      .addColumn('number', 'bigint', (column) => column.notNull().generatedAlwaysAsIdentity())
      .execute();
  },
};
