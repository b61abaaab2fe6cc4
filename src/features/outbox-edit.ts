/** What waits in the outbox, edited before it is sent. */
import { z } from 'zod';
import { invalid, defineForm } from '../core/form';
import { type Field, type RawValues } from '../core/form-view';
import { dayOf } from '../opportunity/calendar';
import type { Picklists } from '../opportunity/client';
import type { Changes } from '../opportunity/changes';
import { isFieldName, opportunityFields, type FieldName } from '../opportunity/fields';
import { labelOf, titleOf } from '../opportunity/labels';
import type { PickedField } from '../opportunity/opportunity';
import type { Entry, WantedNote, Wish } from '../opportunity/outbox';
import { referenceIn } from '../opportunity/rules/notes';
import { aboutOf } from '../views/entry';
import { choicesOf } from './choices';
import { valueOf } from './editing';
import { assertPermitted, claimed, kept, ownEntry } from './outbox-entries';
import { newsOfNote, noteLength, titleFrom } from './noting';
import { moneyKind, percentKind } from './number-kinds';
import type { Services } from './services';
import { answered } from './write';

const aboutEntry = z.object({ entry: z.uuid() });

export const editEntryForm = defineForm<Services, z.infer<typeof aboutEntry>>({
  id: 'outbox.edit',
  version: 1,
  title: 'Edit what waits',
  submitLabel: 'Send',
  states: { 1: aboutEntry },
  async open(context, { entry: id }) {
    const entry = await ownEntry(context, id);
    assertPermitted(context, entry);
    const picklists = await context.services.opportunities.picklists().catch(() => undefined);
    return {
      remarks: [{ text: aboutOf(entry) }, ...(entry.say === '' ? [] : [{ text: entry.say }])],
      fields: fieldsOf(entry.wish, picklists),
      values: valuesOf(entry.wish),
    };
  },
  async submit(context, raw, { entry: id }) {
    if (Object.values(raw).every((value) => value.trim() === '')) return invalid({}, 'Nothing is left to send.');
    assertPermitted(context, await ownEntry(context, id));
    const entry = await claimed(context, id);
    const now = edited(entry, raw);
    await kept(context, entry, now);
    return answered(context, await context.services.carry({ ...entry, ...now }, 'outbox'), 'outbox');
  },
});

const noteText = 'note.text';

function fieldsOf(wish: Wish, picklists: Picklists | undefined): readonly Field[] {
  const note: readonly Field[] =
    wish.kind === 'create' || wish.note === undefined
      ? []
      : [{ id: noteText, label: 'Note', type: 'text', lines: 'many', max: noteLength, required: wish.kind === 'note' }];
  if (wish.kind !== 'change') return note;
  return [...editable(wish.changes).map((name) => fieldFor(name, wish.changes, picklists)), ...note];
}

const standard = (changes: Changes): readonly FieldName[] => Object.keys(changes).filter(isFieldName);

/** Standard fields alone, and not the status: win, lose and reopen are another errand. */
const editable = (changes: Changes): readonly FieldName[] =>
  standard(changes).filter((name) => name !== 'status' && opportunityFields[name].reference === '');

function fieldFor(name: FieldName, changes: Changes, picklists: Picklists | undefined): Field {
  const base = { id: name, label: titleOf(name), required: false };
  const { type, picklist, length } = opportunityFields[name];
  if (picklist && picklists !== undefined) {
    const options = choicesOf(picklists.offered(name as PickedField));
    const now = textOf(changes, name);
    if (now === '' || options.some(({ value }) => value === now)) return { ...base, type: 'choice', options };
  }
  if (type === 'datetime') return { ...base, type: 'date' };
  if (type === 'string') return { ...base, type: 'text', lines: 'many', max: Math.min(length, noteLength) };
  if (name === 'probability') return { ...base, ...percentKind };
  return type === 'decimal' ? { ...base, ...moneyKind } : { ...base, type: 'number', decimals: false };
}

function valuesOf(wish: Wish): RawValues {
  const note =
    wish.kind === 'create' || wish.note === undefined ? {} : { [noteText]: referenceIn(wish.note.text).text };
  if (wish.kind !== 'change') return note;
  const values = editable(wish.changes).map((name): readonly [string, string] => {
    const text = textOf(wish.changes, name);
    return [name, opportunityFields[name].type === 'datetime' ? (dayOf(text) ?? '') : text];
  });
  return { ...note, ...Object.fromEntries(values.filter(([, value]) => value !== '')) };
}

function textOf(changes: Changes, name: FieldName): string {
  const value = (changes as Readonly<Record<string, string | number | boolean | null | undefined>>)[name];
  return value === null || value === undefined ? '' : String(value);
}

/** What was not on the form, or not touched there, stays as it was. */
function edited({ wish, news }: Entry, raw: RawValues): Pick<Entry, 'wish' | 'news'> {
  if (wish.kind === 'create') return { wish, news };
  const text = raw[noteText]?.trim() ?? '';
  if (wish.kind === 'note') return editedNote(wish, { text, news });
  const shown = valuesOf(wish);
  const touched = editable(wish.changes).filter((name) => (raw[name]?.trim() ?? '') !== (shown[name] ?? ''));
  const values = touched.map((name) => [name, valueOf(name, raw[name]?.trim() ?? '')] as const);
  const { note, ...rest } = wish;
  const change = { ...rest, changes: { ...wish.changes, ...Object.fromEntries(values) } };
  return {
    wish: note === undefined || text === '' ? change : { ...change, note: redated(reworded(note, text), shown, raw) },
    news: touched.length === 0 ? news : newsOf(change.changes, news),
  };
}

type NoteWish = Extract<Wish, { kind: 'note' }>;

/** A title that came from the text goes on doing so; one that somebody typed stays. */
function editedNote(wish: NoteWish, { text, news }: { text: string; news: string }): Pick<Entry, 'wish' | 'news'> {
  const note = reworded(wish.note, text);
  if (note.title !== titleFrom(referenceIn(wish.note.text).text)) return { wish: { ...wish, note }, news };
  const title = titleFrom(text);
  return { wish: { ...wish, note: { ...note, title } }, news: newsOfNote(title) };
}

const reworded = (note: WantedNote, text: string): WantedNote => ({
  ...note,
  text: `${text}\n\n${referenceIn(note.text).reference}`.trim(),
});

/** A push names its day in the title of the note. */
function redated(note: WantedNote, before: RawValues, after: RawValues): WantedNote {
  const [from = '', to = ''] = [before['projectedCloseDate'], after['projectedCloseDate']?.trim()];
  return from === '' ? note : { ...note, title: note.title.replace(from, to) };
}

/** The news may have named a value that is another one now; who wins or loses still does. */
const newsOf = (changes: Changes, news: string): string =>
  changes.status === undefined ? `Changed ${standard(changes).map(labelOf).join(', ')}` : news;
