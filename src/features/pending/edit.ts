/** The form that edits a waiting change before it is sent. */
import { z } from 'zod';
import { invalidSubmission, defineForm } from '../../core/forms/definition';
import { type Field, type RawValues } from '../../core/forms/form-view';
import { datePart } from '../../opportunity/calendar';
import type { Picklists } from '../../opportunity/client';
import type { Changes } from '../../opportunity/changes';
import { isFieldName, opportunityFields, type FieldName } from '../../opportunity/fields';
import { labelOf, capitalizedLabelOf } from '../../opportunity/labels';
import type { PicklistField } from '../../opportunity/opportunity';
import type { OutboxEntry, QueuedNote, ChangeRequest } from '../../outbox/entry';
import { splitReference } from '../../opportunity/rules/notes';
import { entrySummary } from '../../views/entry';
import { choicesOf } from '../choosing/choices';
import { parseFieldValue, moneyKind, percentKind } from '../changing/edit-form';
import { assertEntryPermitted, leaseOwnEntry, updateLeasedEntry, loadOwnEntry } from '../changing/own-entries';
import { noteSummary, noteLength, defaultNoteTitle } from '../changing/add-note';
import type { Services } from '../services';
import { replyTo } from '../changing/submit-change';

const editEntryState = z.object({ entry: z.uuid() });

export const editEntryForm = defineForm<Services, z.infer<typeof editEntryState>>({
  id: 'outbox.edit',
  version: 1,
  title: 'Edit what waits',
  submitLabel: 'Send',
  states: { 1: editEntryState },
  async open(context, { entry: id }) {
    const entry = await loadOwnEntry(context, id);
    assertEntryPermitted(context, entry);
    const picklists = await context.services.opportunities.picklists().catch(() => undefined);
    return {
      remarks: [{ text: entrySummary(entry) }, ...(entry.say === '' ? [] : [{ text: entry.say }])],
      fields: entryFields(entry.wish, picklists),
      values: entryValues(entry.wish),
    };
  },
  async submit(context, raw, { entry: id }) {
    if (Object.values(raw).every((value) => value.trim() === ''))
      return invalidSubmission({}, 'Nothing is left to send.');
    assertEntryPermitted(context, await loadOwnEntry(context, id));
    const entry = await leaseOwnEntry(context, id);
    const edits = applyEdits(entry, raw);
    await updateLeasedEntry(context, entry, edits);
    return replyTo(context, await context.services.execute({ ...entry, ...edits }, 'outbox'), 'outbox');
  },
});

const noteText = 'note.text';

function entryFields(wish: ChangeRequest, picklists: Picklists | undefined): readonly Field[] {
  const note: readonly Field[] =
    wish.kind === 'create' || wish.note === undefined
      ? []
      : [{ id: noteText, label: 'Note', type: 'text', lines: 'many', max: noteLength, required: wish.kind === 'note' }];
  if (wish.kind !== 'change') return note;
  return [...editableFields(wish.changes).map((name) => fieldFor(name, wish.changes, picklists)), ...note];
}

const standardFields = (changes: Changes): readonly FieldName[] => Object.keys(changes).filter(isFieldName);

/** Standard fields without the status: winning, losing and reopening have forms of their own. */
const editableFields = (changes: Changes): readonly FieldName[] =>
  standardFields(changes).filter((name) => name !== 'status' && opportunityFields[name].reference === '');

function fieldFor(name: FieldName, changes: Changes, picklists: Picklists | undefined): Field {
  const base = { id: name, label: capitalizedLabelOf(name), required: false };
  const { type, picklist, length } = opportunityFields[name];
  if (picklist && picklists !== undefined) {
    const options = choicesOf(picklists.selectable(name as PicklistField));
    const current = fieldText(changes, name);
    if (current === '' || options.some(({ value }) => value === current)) return { ...base, type: 'choice', options };
  }
  if (type === 'datetime') return { ...base, type: 'date' };
  if (type === 'string') return { ...base, type: 'text', lines: 'many', max: Math.min(length, noteLength) };
  if (name === 'probability') return { ...base, ...percentKind };
  return type === 'decimal' ? { ...base, ...moneyKind } : { ...base, type: 'number', decimals: false };
}

function entryValues(wish: ChangeRequest): RawValues {
  const note =
    wish.kind === 'create' || wish.note === undefined ? {} : { [noteText]: splitReference(wish.note.text).text };
  if (wish.kind !== 'change') return note;
  const values = editableFields(wish.changes).map((name): readonly [string, string] => {
    const text = fieldText(wish.changes, name);
    return [name, opportunityFields[name].type === 'datetime' ? (datePart(text) ?? '') : text];
  });
  return { ...note, ...Object.fromEntries(values.filter(([, value]) => value !== '')) };
}

function fieldText(changes: Changes, name: FieldName): string {
  const value = (changes as Readonly<Record<string, string | number | boolean | null | undefined>>)[name];
  return value === null || value === undefined ? '' : String(value);
}

/** What was not on the form, or not edited there, stays as it was. */
function applyEdits({ wish, news }: OutboxEntry, raw: RawValues): Pick<OutboxEntry, 'wish' | 'news'> {
  if (wish.kind === 'create') return { wish, news };
  const text = raw[noteText]?.trim() ?? '';
  if (wish.kind === 'note') return applyNoteEdits(wish, { text, news });
  const originalValues = entryValues(wish);
  const touched = editableFields(wish.changes).filter(
    (name) => (raw[name]?.trim() ?? '') !== (originalValues[name] ?? ''),
  );
  const values = touched.map((name) => [name, parseFieldValue(name, raw[name]?.trim() ?? '')] as const);
  const { note, ...rest } = wish;
  const change = { ...rest, changes: { ...wish.changes, ...Object.fromEntries(values) } };
  return {
    wish:
      note === undefined || text === ''
        ? change
        : { ...change, note: withNewDate(withText(note, text), originalValues, raw) },
    news: touched.length === 0 ? news : changeSummary(change.changes, news),
  };
}

type NoteChangeRequest = Extract<ChangeRequest, { kind: 'note' }>;

/** A title derived from the text follows the new text; a typed one stays. */
function applyNoteEdits(
  wish: NoteChangeRequest,
  { text, news }: { text: string; news: string },
): Pick<OutboxEntry, 'wish' | 'news'> {
  const note = withText(wish.note, text);
  if (note.title !== defaultNoteTitle(splitReference(wish.note.text).text)) return { wish: { ...wish, note }, news };
  const title = defaultNoteTitle(text);
  return { wish: { ...wish, note: { ...note, title } }, news: noteSummary(title) };
}

const withText = (note: QueuedNote, text: string): QueuedNote => ({
  ...note,
  text: `${text}\n\n${splitReference(note.text).reference}`.trim(),
});

/** The note of a push has the date in its title. */
function withNewDate(note: QueuedNote, before: RawValues, after: RawValues): QueuedNote {
  const [from = '', to = ''] = [before['projectedCloseDate'], after['projectedCloseDate']?.trim()];
  return from === '' ? note : { ...note, title: note.title.replace(from, to) };
}

/** The old summary may name a value that was edited; of winning and losing it stays true. */
const changeSummary = (changes: Changes, news: string): string =>
  changes.status === undefined ? `Changed ${standardFields(changes).map(labelOf).join(', ')}` : news;
