/** Every write, stored before it is sent, and the record of who changed what. */
import { sql, type Kysely } from 'kysely';

export const outboxMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('outbox')
      .addColumn('id', 'uuid', (column) => column.primaryKey())
      .addColumn('resource', 'bigint', (column) => column.notNull())
      .addColumn('opportunity', 'bigint')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('asked', 'timestamptz', (column) => column.notNull())
      .addColumn('due', 'timestamptz', (column) => column.notNull())
      .addColumn('undoes', 'uuid')
      .addColumn('say', 'text', (column) => column.notNull())
      .addColumn('wish', 'jsonb', (column) => column.notNull())
      .addColumn('document', 'jsonb', (column) => column.notNull())
      .addColumn('before', 'jsonb')
      .addColumn('after', 'jsonb')
      .addColumn('differences', 'jsonb')
      .execute();
    await db.schema
      .createIndex('outbox_due')
      .on('outbox')
      .column('due')
      .where(sql.ref('state'), 'in', [sql.lit('queued'), sql.lit('sending')])
      .execute();
    await db.schema.createIndex('outbox_resource').on('outbox').columns(['resource', 'state']).execute();
    await db.schema.createIndex('outbox_undoes').on('outbox').column('undoes').execute();
    await db.schema
      .createTable('audit')
      .addColumn('number', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addColumn('opportunity', 'bigint')
      .addColumn('resource', 'bigint', (column) => column.notNull())
      .addColumn('reference', 'text', (column) => column.notNull())
      .addColumn('document', 'jsonb', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('audit_opportunity').on('audit').columns(['opportunity', 'number']).execute();
    await db.schema.createIndex('audit_at').on('audit').column('at').execute();
  },
};
