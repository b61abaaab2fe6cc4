/** Which entry created which opportunity, and which of them may stand in Autotask twice. */
import { sql, type Kysely } from 'kysely';
import type { Outbox } from '../outbox/entry';
import { outboxEntryFromRow } from './outbox-rows';
import type { Tables } from './tables';

type OwnershipQueries = Pick<
  Outbox,
  'claimOpportunity' | 'claimedByOthers' | 'leasePossibleDuplicates' | 'markDuplicatesChecked'
>;

const isCreation = sql<boolean>`wish ->> 'kind' = 'create'`;

export const createOwnershipQueries = (db: Kysely<Tables>): OwnershipQueries => ({
  claimOpportunity: ({ id, leaseCount }, opportunity) =>
    db.transaction().execute(async (trx) => {
      // Two entries that find the same one at the same moment would both not see the other yet.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`created ${String(opportunity)}`}, 0))`.execute(trx);
      const other = await trx
        .selectFrom('outbox')
        .select('id')
        .where('opportunity', '=', opportunity)
        .where('id', '!=', id)
        .where(isCreation)
        .executeTakeFirst();
      if (other !== undefined) return false;
      await trx
        .updateTable('outbox')
        .set({ opportunity })
        .where('id', '=', id)
        .where('held', '=', leaseCount)
        .execute();
      return true;
    }),
  async claimedByOthers({ id }, opportunities) {
    if (opportunities.length === 0) return new Set();
    const rows = await db
      .selectFrom('outbox')
      .select('opportunity')
      .where('opportunity', 'in', [...opportunities])
      .where('id', '!=', id)
      .where(isCreation)
      .execute();
    return new Set(rows.flatMap(({ opportunity }) => opportunity ?? []));
  },
  async leasePossibleDuplicates(now, again, most) {
    const due = db
      .selectFrom('outbox')
      .select('id')
      .where('look', '<=', now)
      .orderBy('look')
      .limit(most)
      .forUpdate()
      .skipLocked();
    const rows = await db.updateTable('outbox').set({ look: again }).where('id', 'in', due).returningAll().execute();
    return rows.map(outboxEntryFromRow);
  },
  async markDuplicatesChecked(id) {
    await db.updateTable('outbox').set({ look: null }).where('id', '=', id).execute();
  },
});
