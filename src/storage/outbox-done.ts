/** What of the outbox is done: before an entry, and what of it can be taken back or was. */
import { sql, type Kysely } from 'kysely';
import type { EntryState, Outbox } from '../opportunity/outbox';
import { entryOf } from './outbox-rows';
import type { Tables } from './tables';

export const isEarlier = sql<boolean>`(earlier.asked, earlier.number) < (outbox.asked, outbox.number)`;

/** A change that was there already is nothing that could be taken back. */
const changedSomething = sql<boolean>`(wish ->> 'kind' <> 'change' or wish -> 'note' is not null
  or after is null or after <> '{}'::jsonb)`;

/** An entry in one of these takes nothing back. */
const undone: readonly EntryState[] = ['dropped', 'refused', 'returned'];

export const createDone = (db: Kysely<Tables>): Pick<Outbox, 'foregoing' | 'latestDone' | 'isUndone'> => ({
  ...createForegoing(db),
  ...createUndone(db),
});

function createForegoing(db: Kysely<Tables>): Pick<Outbox, 'foregoing'> {
  return {
    async foregoing(id) {
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
      return rows.map(entryOf);
    },
  };
}

function createUndone(db: Kysely<Tables>): Pick<Outbox, 'latestDone' | 'isUndone'> {
  return {
    async latestDone(resource, since) {
      const row = await db
        .selectFrom('outbox')
        .selectAll()
        .where('resource', '=', resource)
        .where('state', '=', 'done')
        .where('due', '>=', since)
        .where('undoes', 'is', null)
        .where(changedSomething)
        .where((is) =>
          is.not(
            is.exists(
              is
                .selectFrom('outbox as later')
                .select('later.id')
                .where('later.state', 'not in', [...undone])
                .whereRef('later.undoes', '=', 'outbox.id'),
            ),
          ),
        )
        .orderBy('due', 'desc')
        .orderBy('number', 'desc')
        .executeTakeFirst();
      return row === undefined ? undefined : entryOf(row);
    },
    async isUndone(id) {
      const row = await db
        .selectFrom('outbox')
        .select('id')
        .where('undoes', '=', id)
        .where('state', 'not in', [...undone])
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
