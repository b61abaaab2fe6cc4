/** What the record of changes says of an entry: who, when, where, which fields, from what to what, and the result. */
import type { AuditEvent, OutboxEntry } from './entry';

export function auditEventOf(entry: OutboxEntry, at: Date): AuditEvent {
  const { platform, tenant, id, name } = entry.person;
  const { conversation, kind } = entry.place;
  return {
    at,
    reference: entry.reference,
    person: { platform, tenant, id, name },
    resource: entry.author.id,
    place: { platform: entry.place.platform, tenant: entry.place.tenant, conversation, kind },
    opportunity: entry.opportunity,
    kind: entry.wish.kind,
    news: entry.news,
    fields: auditedFieldsOf(entry),
    result: entry.state === 'sending' ? 'queued' : entry.state,
    say: entry.say,
  };
}

/** Nothing at all, where it was stored so already. */
const writtenOr = (state: OutboxEntry['state'], after: OutboxEntry['after'], wanted: object): object =>
  state === 'done' ? (after ?? {}) : wanted;

/** Done, what really changed; otherwise what was wanted. Of a note its title alone: its text stands in Autotask. */
function auditedFieldsOf({ wish, state, before = {}, after }: OutboxEntry): AuditEvent['fields'] {
  const note = wish.kind === 'create' ? undefined : wish.note;
  const noteFields = note === undefined ? [] : [{ field: 'note', from: null, to: note.title }];
  if (wish.kind === 'note') return noteFields;
  const to = (wish.kind === 'create' ? wish.draft : writtenOr(state, after, wish.changes)) as Readonly<
    Record<string, unknown>
  >;
  const from = before as Readonly<Record<string, unknown>>;
  return [
    ...noteFields,
    ...Object.keys(to).map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null })),
  ];
}
