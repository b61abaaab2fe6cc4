/** Audit events, who changed what: newest first for a card, oldest first when they are written out. */
import type { Kysely, Selectable } from 'kysely';
import type { AuditEvent, Outbox } from '../outbox/entry';
import type { AuditTable, Tables } from './tables';

export const createAuditQueries = (db: Kysely<Tables>): Pick<Outbox, 'history'> => ({
  async history(opportunity, most) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('opportunity', '=', opportunity)
      .orderBy('number', 'desc')
      .limit(most)
      .execute();
    return rows.map(auditEventFromRow);
  },
});

/** In the transaction of what it tells of. */
export async function addAuditEvent(db: Kysely<Tables>, { at, opportunity, resource, reference, ...rest }: AuditEvent) {
  const row = { at, opportunity: opportunity ?? null, resource, reference, document: JSON.stringify(rest) };
  await db.insertInto('audit').values(row).execute();
}

export async function deleteAuditEvents(db: Kysely<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('audit').where('at', '<', before).execute();
}

export const auditEventFromRow = (row: Selectable<AuditTable>): AuditEvent => ({
  ...(row.document as unknown as Omit<AuditEvent, 'at' | 'opportunity' | 'resource' | 'reference'>),
  at: row.at,
  opportunity: row.opportunity ?? undefined,
  resource: row.resource,
  reference: row.reference,
});

export const auditFormats = ['jsonl', 'csv'] as const;

export interface AuditExportOptions {
  readonly format: (typeof auditFormats)[number];
  /** From this moment on. */
  readonly since?: Date | undefined;
  /** Before this moment. */
  readonly until?: Date | undefined;
}

export async function* auditLines(db: Kysely<Tables>, options: AuditExportOptions): AsyncGenerator<string> {
  const isTable = options.format === 'csv';
  if (isTable) yield csvRow(Object.keys(columns));
  for await (const line of readAuditEvents(db, options)) {
    yield isTable ? csvRow(Object.values(columns).map((cell) => cell(line))) : `${JSON.stringify(line)}\n`;
  }
}

/** So many lines are in memory at a time. */
const piece = 500;

async function* readAuditEvents(db: Kysely<Tables>, { since, until }: AuditExportOptions): AsyncGenerator<AuditEvent> {
  let last = 0;
  for (;;) {
    let query = db.selectFrom('audit').selectAll().where('number', '>', last).orderBy('number').limit(piece);
    if (since !== undefined) query = query.where('at', '>=', since);
    if (until !== undefined) query = query.where('at', '<', until);
    const rows = await query.execute();
    for (const one of rows) yield auditEventFromRow(one);
    if (rows.length < piece) return;
    last = rows.at(-1)?.number ?? last;
  }
}

const columns: Readonly<Record<string, (line: AuditEvent) => unknown>> = {
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
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const csvRow = (cells: readonly unknown[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.replace(bidiControls, '') : '';
  const inert = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
