/** What of the outbox is done: before an entry, and what of it can be taken back or was. */
import { sql, type Kysely } from 'kysely';
import type { EntryState, Outbox } from '../outbox/entry';
import { outboxEntryFromRow } from './outbox-rows';
import type { Tables } from './tables';

export const isEarlier = sql<boolean>`(earlier.asked, earlier.number) < (outbox.asked, outbox.number)`;

/** A change that was there already is nothing that could be taken back. */
const hasChanges = sql<boolean>`(wish ->> 'kind' <> 'change' or wish -> 'note' is not null
  or after is null or after <> '{}'::jsonb)`;

/** An entry in one of these takes nothing back. */
const withdrawnStates: readonly EntryState[] = ['dropped', 'refused', 'returned'];

export const createCompletedQueries = (
  db: Kysely<Tables>,
): Pick<Outbox, 'completedBefore' | 'latestDone' | 'isUndone'> => ({
  ...createCompletedBefore(db),
  ...createUndoQueries(db),
});

function createCompletedBefore(db: Kysely<Tables>): Pick<Outbox, 'completedBefore'> {
  return {
    async completedBefore(id) {
      const rows = await db
        .selectFrom('outbox as earlier')
        .innerJoin('outbox', (join) =>
          join
            .onRef('earlier.resource', '=', 'outbox.resource')
            .onRef('earlier.opportunity', '=', 'outbox.opportunity')
            .onRef('earlier.due', '>=', 'outbox.asked'),
        )
        .selectAll('earlier')
        .where('outbox.id', '=', id)
        .where('earlier.state', '=', 'done')
        .where(isEarlier)
        .orderBy('earlier.due')
        .orderBy('earlier.number')
        .execute();
      return rows.map(outboxEntryFromRow);
    },
  };
}

function createUndoQueries(db: Kysely<Tables>): Pick<Outbox, 'latestDone' | 'isUndone'> {
  return {
    async latestDone(resource, since) {
      const row = await db
        .selectFrom('outbox')
        .selectAll()
        .where('resource', '=', resource)
        .where('state', '=', 'done')
        .where('due', '>=', since)
        .where('undoes', 'is', null)
        .where(hasChanges)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('outbox as later')
                .select('later.id')
                .where('later.state', 'not in', [...withdrawnStates])
                .whereRef('later.undoes', '=', 'outbox.id'),
            ),
          ),
        )
        .orderBy('due', 'desc')
        .orderBy('number', 'desc')
        .executeTakeFirst();
      return row === undefined ? undefined : outboxEntryFromRow(row);
    },
    async isUndone(id) {
      const row = await db
        .selectFrom('outbox')
        .select('id')
        .where('undoes', '=', id)
        .where('state', 'not in', [...withdrawnStates])
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
