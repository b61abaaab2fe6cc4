/** Everything that is stored, as JSON lines: one snapshot of all tables, read in pieces. */
import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables';

/** So many rows are in memory at a time. */
const piece = 500;

/** Each line is `{"table":…,"row":…}`, with columns as the tables have them. */
export async function* exportedLines(db: Kysely<Tables>): AsyncGenerator<string> {
  for await (const { table, row } of rowsOf(db)) yield `{"table":${JSON.stringify(table)},"row":${row}}\n`;
}

interface Exported {
  readonly table: string;
  /** JSON text: numbers and moments stay exactly as they are. */
  readonly row: string;
}

async function* rowsOf(db: Kysely<Tables>): AsyncGenerator<Exported> {
  const turn = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    for (const { name, source } of await tablesIn(turn)) yield* rowsIn(turn, name, source);
  } finally {
    await turn.rollback().execute();
  }
}

async function* rowsIn(turn: Kysely<Tables>, table: string, source: string): AsyncGenerator<Exported> {
  const rows = sql`select row_to_json(one)::text as row from ${sql.raw(source)} as one`;
  await sql`declare exported no scroll cursor for ${rows}`.execute(turn);
  for (let read = piece; read === piece;) {
    const next = await sql<{ row: string }>`fetch ${sql.raw(String(piece))} from exported`.execute(turn);
    for (const { row } of next.rows) yield { table, row };
    read = next.rows.length;
  }
  await sql`close exported`.execute(turn);
}

/** The bot's own and those of its job library; a table that is kept in parts counts once. */
async function tablesIn(turn: Kysely<Tables>) {
  const { rows } = await sql<{ name: string; source: string }>`
    select case nspname when 'public' then relname else nspname || '.' || relname end as name,
      format('%I.%I', nspname, relname) as source
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname in ('public', 'pgboss') and relkind in ('r', 'p') and not relispartition
    order by 1
  `.execute(turn);
  return rows;
}
