/** Which values an entry wrote, as they were and as they are now, and what the record of changes says of it. */
import type { Changes } from '../opportunity/changes';
import { isFieldName, type FieldName } from '../opportunity/fields';
import { costFields, revenueFields } from '../opportunity/money';
import { isSameValue } from '../opportunity/validate';
import type { Opportunity } from '../opportunity/opportunity';
import type { AuditEvent, OutboxEntry, FieldValues, EntryUpdate } from './entry';

/** Who, when, where, which fields, from what to what, and the result. */
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

const moneyFields: readonly FieldName[] = ['amount', 'cost', ...revenueFields, ...costFields];
/** What Autotask changes along with what is sent (R8, R9, R25: money; R14–R18: the lost date). */
const fieldsChangedAlong = (sent: Changes): readonly FieldName[] => [
  ...([...moneyFields, 'useQuoteTotals'].some((name) => name in sent) ? moneyFields : []),
  ...('status' in sent ? (['lostDate'] as const) : []),
];

/** What is stored right before of everything that the change may touch. */
export function storedValuesFor({ fields }: Opportunity, sent: Changes): FieldValues {
  const names = [...new Set([...Object.keys(sent).filter(isFieldName), ...fieldsChangedAlong(sent)])];
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** Only what really differs is kept. */
export function changedFields({ before, wish }: OutboxEntry, opportunity: Opportunity | undefined): EntryUpdate {
  if (wish.kind !== 'change' || before === undefined || opportunity === undefined) return {};
  const { fields } = opportunity;
  const names = Object.keys(before).filter(isFieldName);
  const changed = names.filter((name) => !isSameValue(name, before[name], fields[name]));
  const pickChanged = (values: FieldValues): FieldValues =>
    Object.fromEntries(changed.map((name) => [name, values[name]]));
  return { before: pickChanged(before), after: pickChanged(fields) };
}
