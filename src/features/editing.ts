/** A form over fields of one opportunity: filled with what is stored, and writing only what the person changed. */
import { z } from 'zod';
import { defineForm, invalid, type Form } from '../core/form';
import { type Choice, type Field, type FormRemark, type RawValues } from '../core/form-view';
import { dayOf } from '../opportunity/calendar';
import type { Changes } from '../opportunity/changes';
import { opportunityFields, type FieldName } from '../opportunity/fields';
import { labelOf } from '../opportunity/labels';
import type { Opportunity } from '../opportunity/opportunity';
import { aboutChange, confirmed } from './confirm';
import { aboutRemark, readOpportunity, type Opened } from './open-opportunity';
import type { Here, Services } from './services';
import { write } from './write';

/** The ids of its fields are names of the opportunity's fields. */
type EditedField = Field & { readonly id: FieldName };
interface Editing {
  readonly id: string;
  readonly title: string;
  /** All that it may change: a client sends back what the form showed, and could name any other field there. */
  readonly names: readonly FieldName[];
  readonly fields: (opened: Opened) => readonly EditedField[];
  readonly remarks?: (opened: Opened) => readonly FormRemark[];
  /** By field, what its typeahead offers. */
  readonly suggest?: Readonly<Record<string, (context: Here, typed: string) => Promise<readonly Choice[]>>>;
}

/** `shown` is what stood in the fields: only what differs from it is written, and compared with what is stored then. */
const editState = aboutChange.extend({ shown: z.record(z.string(), z.string()).optional() });
type EditState = z.infer<typeof editState>;

export function editForm({
  id,
  title,
  names: editable,
  fields: fieldsFor,
  remarks = () => [],
  suggest = {},
}: Editing): Form<Services> {
  return defineForm<Services, EditState>({
    id,
    version: 1,
    title,
    submitLabel: 'Save',
    states: { 1: editState },
    async open(context, about) {
      const opened = await readOpportunity(context, about);
      const fields = fieldsFor(opened);
      const shown = Object.fromEntries(fields.map((field) => [field.id, rawOf(opened.opportunity, field)]));
      return {
        state: { id: about.id, title: opened.opportunity.fields.title, shown },
        remarks: [aboutRemark(opened.opportunity), ...remarks(opened)],
        fields,
        values: Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== '')),
      };
    },
    // A client names the field: it must not reach what every object has.
    suggest: async (context, { field, typed }) =>
      Object.hasOwn(suggest, field) ? ((await suggest[field]?.(context, typed)) ?? []) : [],
    async submit(context, raw, about) {
      const { shown = {} } = about;
      const names = editable.filter((name) => Object.hasOwn(shown, name) && typedIn(raw, name) !== shown[name]);
      if (names.length === 0) return invalid({}, 'Nothing is changed yet.');
      const changes = valuesOf(names, raw);
      const expected = valuesOf(names, shown);
      const news = `Changed ${names.map(labelOf).join(', ')}`;
      return confirmed(context, about, () => write(context, { about, changes, expected, news, holder: 'form' }));
    },
  });
}

/** Clients send line breaks in their own ways. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
const typedIn = (raw: RawValues, name: string): string => plain(raw[name] ?? '');

function rawOf({ fields }: Opportunity, field: EditedField): string {
  const value = fields[field.id];
  if (value === null) return '';
  return field.type === 'date' ? (dayOf(String(value)) ?? '') : plain(String(value));
}

const valuesOf = (names: readonly FieldName[], raw: RawValues): Changes =>
  Object.fromEntries(names.map((name) => [name, valueOf(name, typedIn(raw, name))]));

/** What was typed, as Autotask wants it; nothing where the field was emptied. */
export function valueOf(name: FieldName, typed: string): string | number | null {
  if (typed === '') return null;
  return ['decimal', 'integer', 'long'].includes(opportunityFields[name].type) ? Number(typed) : typed;
}
