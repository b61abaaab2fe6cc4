/** Entries of the outbox as rows and back, and looking up those that are done: what came before, what can be taken back, who created what. */
import { sql, type Kysely, type Selectable } from 'kysely';
import type { EntryState, EntryUpdate, Outbox, OutboxEntry } from '../outbox/entry';
import { leaseFor } from './database';
import type { OutboxTable, Tables } from './tables';

/** What is asked for by its value has a column; everything else is one document. */
type EntryDocument = Pick<
  OutboxEntry,
  'reference' | 'title' | 'news' | 'already' | 'person' | 'author' | 'place' | 'card'
>;

export const jsonText = (value: unknown): string => JSON.stringify(value);

export function outboxRow(entry: OutboxEntry) {
  const { reference, title, news, already, person, author, place, card } = entry;
  const document: EntryDocument = { reference, title, news, already, person, author, place, card };
  return {
    id: entry.id,
    resource: author.id,
    opportunity: entry.opportunity ?? null,
    state: entry.state,
    attempts: entry.attempts,
    held: entry.leaseCount,
    asked: entry.requestedAt,
    due: entry.due,
    sent: entry.sent ?? null,
    opening: entry.formSessionId ?? null,
    undoes: entry.undoes ?? null,
    say: entry.say,
    wish: jsonText(entry.wish),
    document: jsonText(document),
    before: entry.before === undefined ? null : jsonText(entry.before),
    after: entry.after === undefined ? null : jsonText(entry.after),
    differences: entry.differences === undefined ? null : jsonText(entry.differences),
  };
}

export function outboxEntryFromRow(row: Selectable<OutboxTable>): OutboxEntry {
  return {
    ...(row.document as unknown as EntryDocument),
    id: row.id,
    wish: row.wish as unknown as OutboxEntry['wish'],
    state: row.state,
    attempts: row.attempts,
    leaseCount: row.held,
    sent: row.sent ?? undefined,
    requestedAt: row.asked,
    due: row.due,
    opportunity: row.opportunity ?? undefined,
    before: (row.before ?? undefined) as OutboxEntry['before'],
    after: (row.after ?? undefined) as OutboxEntry['after'],
    say: row.say,
    differences: (row.differences ?? undefined) as OutboxEntry['differences'],
    formSessionId: row.opening ?? undefined,
    undoes: row.undoes ?? undefined,
  };
}

const documents: ReadonlySet<string> = new Set(['before', 'after', 'differences', 'wish']);

export const changedColumns = ({ news, tell, ...settling }: EntryUpdate) => ({
  ...(tell === undefined ? {} : { tell: leaseFor(tell) }),
  ...(news === undefined ? {} : { document: sql<string>`document || ${jsonText({ news })}::jsonb` }),
  ...(Object.fromEntries(
    Object.entries(settling).map(([name, value]) => [
      name,
      documents.has(name) && value !== undefined ? jsonText(value) : value,
    ]),
  ) as Partial<ReturnType<typeof outboxRow>> & { state?: EntryState }),
});

export const isEarlier = sql<boolean>`(earlier.asked, earlier.number) < (outbox.asked, outbox.number)`;

/** A change that was there already is nothing that could be taken back. */
const hasChanges = sql<boolean>`(wish ->> 'kind' <> 'change' or wish -> 'note' is not null
  or after is null or after <> '{}'::jsonb)`;

/** An entry in one of these takes nothing back. */
const withdrawnStates: readonly EntryState[] = ['dropped', 'refused', 'returned'];

export function createCompletedBefore(db: Kysely<Tables>): Pick<Outbox, 'completedBefore'> {
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

/** What can be taken back, and whether it was. */
export function createUndoQueries(db: Kysely<Tables>): Pick<Outbox, 'latestDone' | 'isUndone'> {
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

type OwnershipQueries = Pick<
  Outbox,
  'claimOpportunity' | 'claimedByOthers' | 'leasePossibleDuplicates' | 'markDuplicatesChecked'
>;

const isCreation = sql<boolean>`wish ->> 'kind' = 'create'`;

/** Which entry created which opportunity, and which of them may stand in Autotask twice. */
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
