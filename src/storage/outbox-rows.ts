/** Entries of the outbox and lines of the record, as rows of their tables and back. */
import { sql, type Selectable } from 'kysely';
import type { AuditEvent, OutboxEntry, EntryState, EntryUpdate } from '../outbox/entry';
import { leaseFor } from './lease';
import type { AuditTable, OutboxTable } from './tables';

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

export const auditRow = ({ at, opportunity, resource, reference, ...rest }: AuditEvent) => ({
  at,
  opportunity: opportunity ?? null,
  resource,
  reference,
  document: jsonText(rest),
});

/** A row of the record as a line; the export reads it too. */
export const auditEventFromRow = (row: Selectable<AuditTable>): AuditEvent => ({
  ...(row.document as unknown as Omit<AuditEvent, 'at' | 'opportunity' | 'resource' | 'reference'>),
  at: row.at,
  opportunity: row.opportunity ?? undefined,
  resource: row.resource,
  reference: row.reference,
});
