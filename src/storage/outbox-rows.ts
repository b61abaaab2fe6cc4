/** Entries of the outbox and lines of the record, as rows of their tables and back. */
import { sql, type Selectable } from 'kysely';
import type { AuditLine, Entry, EntryState, Settling } from '../opportunity/outbox';
import { leaseFor } from './lease';
import type { AuditTable, OutboxTable } from './tables';

/** What is asked for by its value has a column; everything else is one document. */
type Document = Pick<Entry, 'reference' | 'title' | 'news' | 'already' | 'person' | 'author' | 'place' | 'card'>;

export const json = (value: unknown): string => JSON.stringify(value);

export function rowOf(entry: Entry) {
  const { reference, title, news, already, person, author, place, card } = entry;
  const document: Document = { reference, title, news, already, person, author, place, card };
  return {
    id: entry.id,
    resource: author.id,
    opportunity: entry.opportunity ?? null,
    state: entry.state,
    attempts: entry.attempts,
    held: entry.held,
    asked: entry.asked,
    due: entry.due,
    sent: entry.sent ?? null,
    opening: entry.opening ?? null,
    undoes: entry.undoes ?? null,
    say: entry.say,
    wish: json(entry.wish),
    document: json(document),
    before: entry.before === undefined ? null : json(entry.before),
    after: entry.after === undefined ? null : json(entry.after),
    differences: entry.differences === undefined ? null : json(entry.differences),
  };
}

export function entryOf(row: Selectable<OutboxTable>): Entry {
  return {
    ...(row.document as unknown as Document),
    id: row.id,
    wish: row.wish as unknown as Entry['wish'],
    state: row.state,
    attempts: row.attempts,
    held: row.held,
    sent: row.sent ?? undefined,
    asked: row.asked,
    due: row.due,
    opportunity: row.opportunity ?? undefined,
    before: (row.before ?? undefined) as Entry['before'],
    after: (row.after ?? undefined) as Entry['after'],
    say: row.say,
    differences: (row.differences ?? undefined) as Entry['differences'],
    opening: row.opening ?? undefined,
    undoes: row.undoes ?? undefined,
  };
}

const documents: ReadonlySet<string> = new Set(['before', 'after', 'differences', 'wish']);

export const changesOf = ({ news, tell, ...settling }: Settling) => ({
  ...(tell === undefined ? {} : { tell: leaseFor(tell) }),
  ...(news === undefined ? {} : { document: sql<string>`document || ${json({ news })}::jsonb` }),
  ...(Object.fromEntries(
    Object.entries(settling).map(([name, value]) => [
      name,
      documents.has(name) && value !== undefined ? json(value) : value,
    ]),
  ) as Partial<ReturnType<typeof rowOf>> & { state?: EntryState }),
});

export const lineRow = ({ at, opportunity, resource, reference, ...rest }: AuditLine) => ({
  at,
  opportunity: opportunity ?? null,
  resource,
  reference,
  document: json(rest),
});

/** A row of the record as a line; the export reads it too. */
export const lineIn = (row: Selectable<AuditTable>): AuditLine => ({
  ...(row.document as unknown as Omit<AuditLine, 'at' | 'opportunity' | 'resource' | 'reference'>),
  at: row.at,
  opportunity: row.opportunity ?? undefined,
  resource: row.resource,
  reference: row.reference,
});
