/** FormView → the model that `cards/teams/form.json` draws. Every name is always there: an empty one is left out. */
import { maxNumberLength } from '../../../core/forms/definition';
import {
  warningsAbove,
  type Choice,
  type Field,
  type FormKey,
  type FormView,
  type RawValues,
} from '../../../core/forms/form-view';
import { encodePayload } from './tokens';

/** A look-up's field as one text, since Teams sends back only that when somebody types into it. */
export const formatDataset = (key: FormKey, field: string): string => [key.id, key.v, field].join('/');

/** Undefined for what is no dataset of ours. The state stays in the dialog: a look-up goes by the typed values. */
export function parseDataset(dataset: string): { readonly key: FormKey; readonly field: string } | undefined {
  const [id, v, field] = dataset.split('/');
  if (id === undefined || v === undefined || field === undefined || !/^\d+$/.test(v)) return undefined;
  return { key: { id, v: Number(v), state: null, opening: '' }, field };
}

/** Without its values, which the dialog's inputs bring when it is sent off; a look-up's brings no words, so they stay. */
export function withoutInputValues(form: FormView): FormView {
  const lookups = new Set(form.fields.filter(({ type }) => type === 'lookup').map(({ id }) => id));
  const lookupsOnly = (all: RawValues) => Object.fromEntries(Object.entries(all).filter(([id]) => lookups.has(id)));
  return {
    ...form,
    values: lookupsOnly(form.values),
    labels: lookupsOnly(form.labels),
    numbers: {},
    errors: {},
    problem: '',
  };
}

/** `drawn` is the packed form itself, for every replica to show it again; empty where there is no room for it. */
export function formModel(form: FormView, encodedForm: string): object {
  const payload = { form: form.key, card: form.card?.message, ...(encodedForm === '' ? {} : { drawn: encodedForm }) };
  return {
    problem: form.problem,
    cautions: warningsAbove(form).map((text) => ({ text })),
    remarks: form.remarks.map(({ text, link }) => ({ text, label: link?.label ?? '', url: link?.url ?? '' })),
    fields: form.fields.map((field) => fieldModel(form, field)),
    submit: form.submit,
    step: form.step,
    bot: encodePayload(payload).bot,
    back: form.back ? encodePayload({ ...payload, back: true }).bot : '',
  };
}

function fieldModel(form: FormView, field: Field): object {
  const value = form.values[field.id] ?? '';
  return {
    ...textLimits(field),
    // A number field of Teams reads 1.200 as its own language does, and says nothing of what was typed.
    type: field.type === 'number' ? 'text' : field.type,
    id: field.id,
    label: field.label,
    required: field.required,
    needed: field.required ? `${field.label} is needed.` : '',
    value,
    hint: field.hint ?? '',
    error: form.errors[field.id] ?? '',
    choices: choicesOf(form, field).map(({ value, label }) => ({ title: label, value })),
    dataset: formatDataset(form.key, field.id),
  };
}

function textLimits(field: Field): object {
  if (field.type === 'text') return { many: field.lines === 'many', max: field.max };
  return { many: false, max: field.type === 'number' ? maxNumberLength : '' };
}

/** In a look-up, for clients that do not ask while one types: what stands in it, then what is offered. */
function choicesOf(form: FormView, field: Field): readonly Choice[] {
  if (field.type === 'choice' || field.type === 'choices') return field.options;
  if (field.type !== 'lookup') return [];
  const lookupChoices = form.offers?.[field.id] ?? [];
  const current = currentChoice(form, field);
  return current === undefined
    ? lookupChoices
    : [current, ...lookupChoices.filter(({ value }) => value !== current.value)];
}

function currentChoice(form: FormView, field: Field & { type: 'lookup' }): Choice | undefined {
  const value = form.values[field.id];
  if (value === undefined || value === field.chosen?.value) return field.chosen;
  return { value, label: form.labels[field.id] ?? `#${value}` };
}
