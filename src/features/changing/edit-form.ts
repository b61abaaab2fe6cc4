/** A form over fields of one opportunity: filled with what is stored, and writing only what the person changed. */
import { z } from 'zod';
import { defineForm, invalidSubmission, type Form } from '../../core/forms/definition';
import type { Choice, Field, InfoText, RawValues } from '../../core/forms/form-view';
import { datePart } from '../../opportunity/calendar';
import type { Changes } from '../../opportunity/changes';
import { opportunityFields, type FieldName } from '../../opportunity/fields';
import { labelOf } from '../../opportunity/labels';
import type { Opportunity } from '../../opportunity/opportunity';
import { changeFormState, submitWithConfirmation } from './confirm';
import { opportunityRemark, loadForForm, type LoadedOpportunity } from './open-opportunity';
import type { FeatureContext, Services } from '../services';
import { submitChange } from './submit-change';

/** The ids of its fields are names of the opportunity's fields. */
type EditedField = Field & { readonly id: FieldName };
interface EditFormOptions {
  readonly id: string;
  readonly title: string;
  /** All that it may change: a client sends back what the form showed, and could name any other field there. */
  readonly names: readonly FieldName[];
  readonly fields: (opened: LoadedOpportunity) => readonly EditedField[];
  readonly remarks?: (opened: LoadedOpportunity) => readonly InfoText[];
  /** By field, what its typeahead offers. */
  readonly suggest?: Readonly<Record<string, (context: FeatureContext, typed: string) => Promise<readonly Choice[]>>>;
}

/** `shown` is what stood in the fields: only what differs from it is written, and compared with what is stored then. */
const editState = changeFormState.extend({ shown: z.record(z.string(), z.string()).optional() });
type EditState = z.infer<typeof editState>;

export function defineEditForm({
  id,
  title,
  names: editable,
  fields: fieldsFor,
  remarks = () => [],
  suggest = {},
}: EditFormOptions): Form<Services> {
  return defineForm<Services, EditState>({
    id,
    version: 1,
    title,
    submitLabel: 'Save',
    states: { 1: editState },
    async open(context, about) {
      const loaded = await loadForForm(context, about);
      const fields = fieldsFor(loaded);
      const shown = Object.fromEntries(fields.map((field) => [field.id, rawValueOf(loaded.opportunity, field)]));
      return {
        state: { id: about.id, title: loaded.opportunity.fields.title, shown },
        remarks: [opportunityRemark(loaded.opportunity), ...remarks(loaded)],
        fields,
        values: Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== '')),
      };
    },
    // A client names the field: it must not reach what every object has.
    suggest: async (context, { field, typed }) =>
      Object.hasOwn(suggest, field) ? ((await suggest[field]?.(context, typed)) ?? []) : [],
    async submit(context, raw, about) {
      const { shown = {} } = about;
      const names = editable.filter((name) => Object.hasOwn(shown, name) && typedText(raw, name) !== shown[name]);
      if (names.length === 0) return invalidSubmission({}, 'Nothing is changed yet.');
      const changes = parseFieldChanges(names, raw);
      const expected = parseFieldChanges(names, shown);
      const news = `Changed ${names.map(labelOf).join(', ')}`;
      return submitWithConfirmation(context, about, () =>
        submitChange(context, { about, changes, expected, news, inputHolder: 'form' }),
      );
    },
  });
}

/** Clients send line breaks in their own ways. */
const normalizeText = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
const typedText = (raw: RawValues, name: string): string => normalizeText(raw[name] ?? '');

function rawValueOf({ fields }: Opportunity, field: EditedField): string {
  const value = fields[field.id];
  if (value === null) return '';
  return field.type === 'date' ? (datePart(String(value)) ?? '') : normalizeText(String(value));
}

const parseFieldChanges = (names: readonly FieldName[], raw: RawValues): Changes =>
  Object.fromEntries(names.map((name) => [name, parseFieldValue(name, typedText(raw, name))]));

/** What was typed, as Autotask wants it; nothing where the field was emptied. */
export function parseFieldValue(name: FieldName, typed: string): string | number | null {
  if (typed === '') return null;
  return ['decimal', 'integer', 'long'].includes(opportunityFields[name].type) ? Number(typed) : typed;
}

/** Autotask's money is never negative, and whole cents. */
export const moneyKind = { type: 'number', min: 0, decimals: true } as const;

/** Autotask: Opportunities, probability: from 0 to 100. */
export const percentKind = { type: 'number', min: 0, max: 100, decimals: false, unit: 'percent' } as const;
