/** Readings as tables: a row is what was seen of an opportunity from one reading until the reading that saw otherwise. */
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Figures, Readings } from '../opportunity/figures';
import type { SeenTable, Tables } from './tables';

/** So many rows go into one statement: the values of one statement are in memory twice. */
const batch = 2000;

export function createReadings(db: Kysely<Tables>): Readings {
  return {
    record: ({ at, figures }) =>
      db.transaction().execute(async (turn) => {
        // Two replicas that record at once would both compare with the reading before.
        await sql`lock table readings in share row exclusive mode`.execute(turn);
        const later = await turn.selectFrom('readings').select('at').where('at', '>=', at).executeTakeFirst();
        if (later !== undefined) return;
        await turn.insertInto('readings').values({ at }).execute();
        const { changed, over } = await compare(turn, figures);
        for (const ids of inBatches(over)) {
          await sql`update seen set until = ${at} where until is null and opportunity = any(${ids}::bigint[])`.execute(
            turn,
          );
        }
        for (const rows of inBatches(changed)) await insert(turn, at, rows);
      }),
    async asOf(moment) {
      const { at } = await db
        .selectFrom('readings')
        .select((is) => is.fn.max('at').as('at'))
        .where('at', '<=', moment)
        .executeTakeFirstOrThrow();
      if ((at as Date | null) === null) return undefined;
      const rows = await db
        .selectFrom('seen')
        .selectAll()
        .where('from', '<=', at)
        .where((is) => is.or([is('until', 'is', null), is('until', '>', at)]))
        .orderBy('opportunity')
        .execute();
      return { at, figures: rows.map(figuresOf) };
    },
    pasts: (ids, open) => pastsIn(db, ids, open),
    async since() {
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
async function compare(turn: Kysely<Tables>, figures: readonly Figures[]) {
  const rows = await turn.selectFrom('seen').selectAll().where('until', 'is', null).execute();
  const last = new Map(rows.map((row) => [row.opportunity, figuresOf(row)]));
  const changed: Figures[] = [];
  for (const one of figures) {
    const before = last.get(one.id);
    if (before !== undefined && isSame(before, one)) last.delete(one.id);
    else changed.push(one);
  }
  return { changed, over: [...last.keys()] };
}

async function insert(turn: Kysely<Tables>, at: Date, rows: readonly Figures[]): Promise<void> {
  await sql`
    insert into seen
      (opportunity, "from", owner, company, category, stage, status, close, probability, amount, recurring, "oneTime",
        created, ended)
    select id, ${at}, owner, company, category, stage, status, close, probability, amount, recurring, "oneTime",
      created, ended
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given
      (id bigint, owner bigint, company bigint, category bigint, stage bigint, status bigint, close text,
        probability float8, amount float8, recurring float8, "oneTime" float8, created text, ended text)
  `.execute(turn);
}

type Row = Selectable<SeenTable>;

const figuresOf = (row: Row): Figures => ({
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

const isSame = (one: Figures, other: Figures): boolean =>
  (Object.keys(one) as (keyof Figures)[]).every((name) => one[name] === other[name]);

type PastRow = Row & { first: Date; pushes: number; stageSince: Date; exact: boolean };

/** Worked out where the rows are: of hundreds of thousands one for each opportunity comes back. */
async function pastsIn(
  db: Kysely<Tables>,
  ids: readonly number[],
  open: readonly number[],
): ReturnType<Readings['pasts']> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<PastRow>`
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
      { first, pushes, stageSince, exact, last: figuresOf(row) },
    ]),
  );
}

function* inBatches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let begin = 0; begin < all.length; begin += batch) yield all.slice(begin, begin + batch);
}
