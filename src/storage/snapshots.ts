/** Snapshots as tables: a row is an interval, what was seen of an opportunity until the snapshot that saw otherwise. */
import { sql, type Kysely, type Selectable } from 'kysely';
import type { OpportunitySnapshot, SnapshotStore } from '../opportunity/snapshot';
import type { SeenTable, Tables } from './tables';

/** So many rows go into one statement: the values of one statement are in memory twice. */
const batch = 2000;

export function createSnapshotStore(db: Kysely<Tables>): SnapshotStore {
  return {
    record: ({ at, snapshots }) =>
      db.transaction().execute(async (trx) => {
        // Two replicas that record at once would both compare with the snapshot before.
        await sql`lock table readings in share row exclusive mode`.execute(trx);
        const later = await trx.selectFrom('readings').select('at').where('at', '>=', at).executeTakeFirst();
        if (later !== undefined) return;
        await trx.insertInto('readings').values({ at }).execute();
        const { changed, over: endedIds } = await compareWithLast(trx, snapshots);
        for (const ids of inBatches(endedIds)) {
          await sql`update seen set until = ${at} where until is null and opportunity = any(${ids}::bigint[])`.execute(
            trx,
          );
        }
        for (const rows of inBatches(changed)) await insertIntervals(trx, at, rows);
      }),
    async asOf(moment) {
      const { at } = await db
        .selectFrom('readings')
        .select((eb) => eb.fn.max('at').as('at'))
        .where('at', '<=', moment)
        .executeTakeFirstOrThrow();
      if ((at as Date | null) === null) return undefined;
      const rows = await db
        .selectFrom('seen')
        .selectAll()
        .where('from', '<=', at)
        .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', at)]))
        .orderBy('opportunity')
        .execute();
      return { at, snapshots: rows.map(snapshotFromRow) };
    },
    histories: (ids, open) => loadHistories(db, ids, open),
    async firstRecordedAt() {
      const first = await db.selectFrom('readings').select('at').orderBy('at').executeTakeFirst();
      return first?.at;
    },
    async forget(before) {
      await db.deleteFrom('readings').where('at', '<', before).execute();
      await db.deleteFrom('seen').where('until', '<', before).execute();
    },
  };
}

/** What is new or otherwise than it was seen last, and which rows end therefore or because nothing was seen. */
async function compareWithLast(trx: Kysely<Tables>, figures: readonly OpportunitySnapshot[]) {
  const rows = await trx.selectFrom('seen').selectAll().where('until', 'is', null).execute();
  const last = new Map(rows.map((row) => [row.opportunity, snapshotFromRow(row)]));
  const changed: OpportunitySnapshot[] = [];
  for (const one of figures) {
    const before = last.get(one.id);
    if (before !== undefined && isSame(before, one)) last.delete(one.id);
    else changed.push(one);
  }
  return { changed, over: [...last.keys()] };
}

async function insertIntervals(trx: Kysely<Tables>, at: Date, rows: readonly OpportunitySnapshot[]): Promise<void> {
  await sql`
    insert into seen
      (opportunity, "from", owner, company, category, stage, status, close, probability, amount, recurring, "oneTime",
        created, ended)
    select id, ${at}, owner, company, category, stage, status, close, probability, amount, recurring, "oneTime",
      created, ended
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given
      (id bigint, owner bigint, company bigint, category bigint, stage bigint, status bigint, close text,
        probability float8, amount float8, recurring float8, "oneTime" float8, created text, ended text)
  `.execute(trx);
}

type IntervalRow = Selectable<SeenTable>;

const snapshotFromRow = (row: IntervalRow): OpportunitySnapshot => ({
  id: row.opportunity,
  owner: row.owner,
  company: row.company,
  category: row.category,
  stage: row.stage,
  status: row.status,
  close: row.close,
  probability: row.probability,
  amount: row.amount,
  recurring: row.recurring,
  oneTime: row.oneTime,
  created: row.created,
  ended: row.ended,
});

const isSame = (one: OpportunitySnapshot, other: OpportunitySnapshot): boolean =>
  (Object.keys(one) as (keyof OpportunitySnapshot)[]).every((name) => one[name] === other[name]);

type HistoryRow = IntervalRow & { first: Date; pushes: number; stageSince: Date; exact: boolean };

/** Worked out where the rows are: of hundreds of thousands one for each opportunity comes back. */
async function loadHistories(
  db: Kysely<Tables>,
  ids: readonly number[],
  open: readonly number[],
): ReturnType<SnapshotStore['histories']> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<HistoryRow>`
    with row as (
      select *, lag(stage) over spell as "stageBefore", lag(close) over spell as "closeBefore",
        lag(status) over spell as "statusBefore", lead("from") over spell as after
      from seen where opportunity = any(${[...ids]}::bigint[])
      window spell as (partition by opportunity order by "from")
    ), told as (
      select opportunity, min("from") as first,
        count(*) filter (where close > "closeBefore" and status = any(${[...open]}::bigint[])
          and "statusBefore" = any(${[...open]}::bigint[])) as pushes,
        max("from") filter (where "stageBefore" is null or stage <> "stageBefore") as "stageSince"
      from row group by opportunity
    )
    select row.*, told.first, told.pushes, told."stageSince",
      told."stageSince" > told.first or told.first > coalesce((select min(at) from readings), '-infinity') as exact
    from told join row on row.opportunity = told.opportunity and row.after is null
  `.execute(db);
  return new Map(
    rows.map(({ first, pushes, stageSince, exact, ...row }) => [
      row.opportunity,
      { first, pushes, stageSince, exact, last: snapshotFromRow(row) },
    ]),
  );
}

function* inBatches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let begin = 0; begin < all.length; begin += batch) yield all.slice(begin, begin + batch);
}
