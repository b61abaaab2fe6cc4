/** The record of who changed what, oldest first, as JSON lines or as a table for a spreadsheet. */
import type { Kysely } from 'kysely';
import type { AuditLine } from '../opportunity/outbox';
import { lineIn } from './outbox-rows';
import type { Tables } from './tables';

export const auditFormats = ['jsonl', 'csv'] as const;

export interface AuditWanted {
  readonly format: (typeof auditFormats)[number];
  /** From this moment on. */
  readonly since?: Date | undefined;
  /** Before this moment. */
  readonly until?: Date | undefined;
}

export async function* auditLines(db: Kysely<Tables>, wanted: AuditWanted): AsyncGenerator<string> {
  const isTable = wanted.format === 'csv';
  if (isTable) yield row(Object.keys(columns));
  for await (const line of linesOf(db, wanted)) {
    yield isTable ? row(Object.values(columns).map((cell) => cell(line))) : `${JSON.stringify(line)}\n`;
  }
}

/** So many lines are in memory at a time. */
const piece = 500;

async function* linesOf(db: Kysely<Tables>, { since, until }: AuditWanted): AsyncGenerator<AuditLine> {
  let last = 0;
  for (;;) {
    let query = db.selectFrom('audit').selectAll().where('number', '>', last).orderBy('number').limit(piece);
    if (since !== undefined) query = query.where('at', '>=', since);
    if (until !== undefined) query = query.where('at', '<', until);
    const rows = await query.execute();
    for (const one of rows) yield lineIn(one);
    if (rows.length < piece) return;
    last = rows.at(-1)?.number ?? last;
  }
}

const columns: Readonly<Record<string, (line: AuditLine) => unknown>> = {
  at: ({ at }) => at.toISOString(),
  reference: ({ reference }) => reference,
  platform: ({ person }) => person.platform,
  person: ({ person }) => person.name,
  'person id': ({ person }) => person.id,
  resource: ({ resource }) => resource,
  conversation: ({ place }) => place.conversation,
  opportunity: ({ opportunity }) => opportunity,
  kind: ({ kind }) => kind,
  news: ({ news }) => news,
  fields: ({ fields }) => (fields.length === 0 ? '' : JSON.stringify(fields)),
  result: ({ result }) => result,
  reason: ({ say }) => say,
};

/**
 * A spreadsheet would carry out what begins like a formula, in signs of either width, and some skip blanks, line breaks
 * and invisible signs before it.
 */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|^[\t\r\n]/u;

/** Signs that show what stands behind them in the other direction. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const row = (cells: readonly unknown[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.replace(turning, '') : '';
  const inert = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
