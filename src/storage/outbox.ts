/** The outbox and the record of changes, as tables. What becomes of an entry and the line about it are one transaction. */
import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import { lease, waitingStates, type EntryState, type Outbox } from '../opportunity/outbox';
import { databaseNow, leaseFor } from './lease';
import { createDone, isEarlier } from './outbox-done';
import { createOwning } from './outbox-owning';
import { changesOf, entryOf, json, lineIn, lineRow, rowOf } from './outbox-rows';
import type { Tables } from './tables';

export const createOutbox = (db: Kysely<Tables>): Outbox => ({
  ...createKept(db),
  ...createHandOut(db),
  ...createDone(db),
  ...createOwning(db),
  ...createTelling(db),
  ...createRecord(db),
});

/** Taking out: each entry for one caller alone. */
function createHandOut(db: Kysely<Tables>): Pick<Outbox, 'take' | 'claim' | 'relieve' | 'note'> {
  const begun = () => ({ state: 'sending' as const, due: leaseFor(lease), held: sql<number>`held + 1` });
  return {
    async take(now, most) {
      const due = db
        .selectFrom('outbox')
        .select('id')
        .where((is) =>
          is.or([
            is('state', '=', 'queued').and('due', '<=', now),
            is('state', '=', 'sending').and('due', '<=', databaseNow),
          ]),
        )
        .where((is) => is.not(is.exists(earlierIn(is))))
        .orderBy('asked')
        .orderBy('number')
        .limit(most)
        .forUpdate()
        .skipLocked();
      const rows = await db.updateTable('outbox').set(begun()).where('id', 'in', due).returningAll().execute();
      return rows.sort((a, b) => a.asked.getTime() - b.asked.getTime() || a.number - b.number).map(entryOf);
    },
    async claim(id) {
      const row = await db
        .updateTable('outbox')
        .set(begun())
        .where('id', '=', id)
        .where('state', 'in', [...waitingStates])
        .where((is) => is.or([is('state', '!=', 'sending'), is('due', '<=', databaseNow)]))
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : entryOf(row);
    },
    async relieve() {
      await db.updateTable('outbox').set({ due: databaseNow }).where('state', '=', 'sending').execute();
      await db.updateTable('outbox').set({ tell: databaseNow }).where('tell', 'is not', null).execute();
    },
    async note({ id, held }, { before, ...going }) {
      const noted = await db
        .updateTable('outbox')
        .set({ ...going, due: leaseFor(lease), ...(before === undefined ? {} : { before: json(before) }) })
        .where('id', '=', id)
        .where('held', '=', held)
        .where('state', '=', 'sending')
        .returning('id')
        .executeTakeFirst();
      return noted !== undefined;
    },
  };
}

/** What goes before this one, as `concernSame` tells, and is not sent yet. */
const earlierIn = (is: ExpressionBuilder<Tables, 'outbox'>) =>
  is
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
function createKept(db: Kysely<Tables>): Pick<Outbox, 'add' | 'get' | 'waiting'> {
  return {
    async add(entry) {
      const added = await db
        .insertInto('outbox')
        .values({ ...rowOf(entry), ...(entry.state === 'sending' ? { due: leaseFor(lease) } : {}) })
        .onConflict((found) => found.doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async get(id) {
      const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : entryOf(row);
    },
    async waiting(resource) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('resource', '=', resource)
        .where('state', 'in', [...waitingStates])
        .orderBy('asked')
        .orderBy('number')
        .execute();
      return rows.map(entryOf);
    },
  };
}

/** Whoever takes one of the others up again tells of it then. */
const settled: readonly EntryState[] = ['done', 'asked', 'refused', 'unclear'];

/** Who is to be told. */
function createTelling(db: Kysely<Tables>): Pick<Outbox, 'told' | 'takeUntold'> {
  return {
    async told(id) {
      await db.updateTable('outbox').set({ tell: null }).where('id', '=', id).execute();
    },
    async takeUntold(most) {
      const untold = db
        .selectFrom('outbox')
        .select('id')
        .where('tell', '<=', databaseNow)
        .where('state', 'in', [...settled])
        .orderBy('tell')
        .limit(most)
        .forUpdate()
        .skipLocked();
      const rows = await db
        .updateTable('outbox')
        .set({ tell: leaseFor(lease) })
        .where('id', 'in', untold)
        .returningAll()
        .execute();
      return rows.map(entryOf);
    },
  };
}

/** What became of entries, and who changed what. */
function createRecord(db: Kysely<Tables>): Pick<Outbox, 'settle' | 'depth' | 'history' | 'forget'> {
  return {
    async depth() {
      const { count } = await db
        .selectFrom('outbox')
        .select((is) => is.fn.countAll<number>().as('count'))
        .where('state', 'in', [...waitingStates])
        .executeTakeFirstOrThrow();
      return count;
    },
    settle: ({ id, held }, settling, line) =>
      db.transaction().execute(async (turn) => {
        const settled = await turn
          .updateTable('outbox')
          .set(changesOf(settling))
          .where('id', '=', id)
          .where('held', '=', held)
          .returning('id')
          .executeTakeFirst();
        if (settled === undefined) return false;
        if (line !== undefined) await turn.insertInto('audit').values(lineRow(line)).execute();
        return true;
      }),
    async history(opportunity, most) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('opportunity', '=', opportunity)
        .orderBy('number', 'desc')
        .limit(most)
        .execute();
      return rows.map(lineIn);
    },
    async forget({ entries, lines }) {
      await db
        .deleteFrom('outbox')
        .where('state', 'in', ['done', 'dropped', 'returned'])
        .where('due', '<', entries)
        .execute();
      await db.deleteFrom('audit').where('at', '<', lines).execute();
    },
  };
}
