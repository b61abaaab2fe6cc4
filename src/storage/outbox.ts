/** The outbox as a table: adding, leasing and completing, in one transaction with its audit event. */
import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import { leaseDuration, waitingStates, type EntryState, type Outbox } from '../outbox/entry';
import { addAuditEvent, createAuditQueries, deleteAuditEvents } from './audit';
import { databaseNow, leaseFor } from './database';
import {
  changedColumns,
  createCompletedBefore,
  createOwnershipQueries,
  createUndoQueries,
  isEarlier,
  jsonText,
  outboxEntryFromRow,
  outboxRow,
} from './outbox-lookups';
import type { Tables } from './tables';

export const createOutbox = (db: Kysely<Tables>): Outbox => ({
  ...createEntryQueries(db),
  ...createLeaseQueries(db),
  ...createNotificationQueries(db),
  ...createCompletionQueries(db),
  ...createCompletedBefore(db),
  ...createUndoQueries(db),
  ...createOwnershipQueries(db),
  ...createAuditQueries(db),
});

/** Leases: each entry for one caller alone. */
function createLeaseQueries(db: Kysely<Tables>): Pick<Outbox, 'lease' | 'leaseOne' | 'releaseExpired' | 'recordSend'> {
  const leaseColumns = () => ({ state: 'sending' as const, due: leaseFor(leaseDuration), held: sql<number>`held + 1` });
  return {
    async lease(now, most) {
      const due = db
        .selectFrom('outbox')
        .select('id')
        .where((eb) =>
          eb.or([
            eb('state', '=', 'queued').and('due', '<=', now),
            eb('state', '=', 'sending').and('due', '<=', databaseNow),
          ]),
        )
        .where((eb) => eb.not(eb.exists(blockingEntries(eb))))
        .orderBy('asked')
        .orderBy('number')
        .limit(most)
        .forUpdate()
        .skipLocked();
      const rows = await db.updateTable('outbox').set(leaseColumns()).where('id', 'in', due).returningAll().execute();
      return rows.sort((a, b) => a.asked.getTime() - b.asked.getTime() || a.number - b.number).map(outboxEntryFromRow);
    },
    async leaseOne(id) {
      const row = await db
        .updateTable('outbox')
        .set(leaseColumns())
        .where('id', '=', id)
        .where('state', 'in', [...waitingStates])
        .where((eb) => eb.or([eb('state', '!=', 'sending'), eb('due', '<=', databaseNow)]))
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : outboxEntryFromRow(row);
    },
    async releaseExpired() {
      await db.updateTable('outbox').set({ due: databaseNow }).where('state', '=', 'sending').execute();
      await db.updateTable('outbox').set({ tell: databaseNow }).where('tell', 'is not', null).execute();
    },
    async recordSend({ id, leaseCount }, { before, ...going }) {
      const noted = await db
        .updateTable('outbox')
        .set({ ...going, due: leaseFor(leaseDuration), ...(before === undefined ? {} : { before: jsonText(before) }) })
        .where('id', '=', id)
        .where('held', '=', leaseCount)
        .where('state', '=', 'sending')
        .returning('id')
        .executeTakeFirst();
      return noted !== undefined;
    },
  };
}

/** Earlier ones that block this one, as `concernSame` says, and are not sent yet. */
const blockingEntries = (eb: ExpressionBuilder<Tables, 'outbox'>) =>
  eb
    .selectFrom('outbox as earlier')
    .select('earlier.id')
    .where('earlier.state', 'in', ['queued', 'sending'])
    .whereRef('earlier.resource', '=', 'outbox.resource')
    .whereRef('earlier.opportunity', '=', 'outbox.opportunity')
    .where(isEarlier)
    .where(
      sql<boolean>`outbox.wish ->> 'kind' = 'change' and (earlier.wish ->> 'kind' = 'change'
        or earlier.wish ->> 'kind' = 'note' and outbox.wish #> '{changes,status}' is not null)`,
    );

/** Putting in, and looking at what is there. */
function createEntryQueries(db: Kysely<Tables>): Pick<Outbox, 'add' | 'get' | 'listWaiting'> {
  return {
    async add(entry) {
      const added = await db
        .insertInto('outbox')
        .values({ ...outboxRow(entry), ...(entry.state === 'sending' ? { due: leaseFor(leaseDuration) } : {}) })
        .onConflict((found) => found.doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async get(id) {
      const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : outboxEntryFromRow(row);
    },
    async listWaiting(resource) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('resource', '=', resource)
        .where('state', 'in', [...waitingStates])
        .orderBy('asked')
        .orderBy('number')
        .execute();
      return rows.map(outboxEntryFromRow);
    },
  };
}

/** Whoever leases one of the others again tells of it then. */
const notifiedStates: readonly EntryState[] = ['done', 'asked', 'refused', 'unclear'];

/** Who is to be told. */
function createNotificationQueries(db: Kysely<Tables>): Pick<Outbox, 'markNotified' | 'leaseUnnotified'> {
  return {
    async markNotified(id) {
      await db.updateTable('outbox').set({ tell: null }).where('id', '=', id).execute();
    },
    async leaseUnnotified(most) {
      const untold = db
        .selectFrom('outbox')
        .select('id')
        .where('tell', '<=', databaseNow)
        .where('state', 'in', [...notifiedStates])
        .orderBy('tell')
        .limit(most)
        .forUpdate()
        .skipLocked();
      const rows = await db
        .updateTable('outbox')
        .set({ tell: leaseFor(leaseDuration) })
        .where('id', 'in', untold)
        .returningAll()
        .execute();
      return rows.map(outboxEntryFromRow);
    },
  };
}

/** What became of entries. */
function createCompletionQueries(db: Kysely<Tables>): Pick<Outbox, 'complete' | 'countWaiting' | 'forget'> {
  return {
    async countWaiting() {
      const { count } = await db
        .selectFrom('outbox')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('state', 'in', [...waitingStates])
        .executeTakeFirstOrThrow();
      return count;
    },
    complete: ({ id, leaseCount }, settling, line) =>
      db.transaction().execute(async (trx) => {
        const settled = await trx
          .updateTable('outbox')
          .set(changedColumns(settling))
          .where('id', '=', id)
          .where('held', '=', leaseCount)
          .returning('id')
          .executeTakeFirst();
        if (settled === undefined) return false;
        if (line !== undefined) await addAuditEvent(trx, line);
        return true;
      }),
    async forget({ entries, lines }) {
      await db
        .deleteFrom('outbox')
        .where('state', 'in', ['done', 'dropped', 'returned'])
        .where('due', '<', entries)
        .execute();
      await deleteAuditEvents(db, lines);
    },
  };
}
