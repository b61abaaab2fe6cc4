/** Opens forms, remembers each opening, and redraws it with everything typed when a submission does not go through. */
import { randomUUID } from 'node:crypto';
import type { Redrawn } from './bot';
import type { Context } from './context';
import type { Directory } from './directory';
import { Refused } from './errors';
import type { FormRequest } from './feature';
import type { Ask, FieldErrors, Filled, Form, FormKey, FormView, RawValues } from './form';
import { createOpenings, type Openings } from './openings';
import { fillPage, holdsLaterPages, pageIn, pageOf, pagesOf, pageWith, turn, type Turned } from './pages';
import type { Reply, View } from './reply';
import type { Store } from './store';

export interface FormDesk<S> {
  open(context: Context<S>, request: FormRequest): Promise<Reply>;
  check(key: FormKey, raw: RawValues): Promise<FieldErrors>;
  /** The last page of a form carries it out, the others lead to the page beside them. */
  submit(context: Context<S>, key: FormKey, filled: Filled): Promise<Reply | Redrawn>;
  /** The form as it was drawn, with what was typed and the failure's words; undefined when it is remembered no more. */
  keepOpen(key: FormKey, filled: Filled, failure: { view: View; error: unknown }): Promise<Redrawn | undefined>;
}

export function createFormDesk<S>(directory: Directory<S>, store: Store): FormDesk<S> {
  const openings = createOpenings(store);
  /** All pages at once: so it is remembered, while people see one page of it. */
  async function draw(context: Context<S>, key: FormKey): Promise<FormView> {
    const whole = await wholeForm(formOf(directory, key.id), context, key);
    await openings.remember(whole);
    return whole;
  }

  async function carryOut(context: Context<S>, key: FormKey, filled: FormView): Promise<Reply | Redrawn> {
    const result = await formOf(directory, key.id).submit(context, filled.values, key);
    if (result.kind !== 'invalid' && result.kind !== 'ask') return result;
    if (result.kind === 'invalid') return redraw(filled, result.errors, { problem: result.problem });
    const asked = asking(filled, result);
    await openings.remember(asked);
    return redraw(asked, result.errors);
  }

  /** Restarted meanwhile, or drawn by an older version: only what was sent is known. */
  async function submitForgotten(context: Context<S>, key: FormKey, filled: Filled): Promise<Reply | Redrawn> {
    const whole = await draw(context, key);
    const last = pagesOf(whole.fields).length - 1;
    if ((key.page ?? 0) > 0) return forgotten(whole, filled);
    if (last > 0 && !holdsLaterPages(whole, filled)) return follow(context, key, turn(whole, key, filled));
    return carryOut(context, key, fillPage(whole, last, filled));
  }

  async function follow(context: Context<S>, key: FormKey, { whole, page, errors }: Turned): Promise<Reply | Redrawn> {
    if (pagesOf(whole.fields).length > 1) await openings.remember(whole);
    if (Object.keys(errors).length > 0) return redraw(whole, errors, { page });
    if (page === undefined) return carryOut(context, key, whole);
    return turnTo({ form: formOf(directory, key.id), openings }, context, { whole, page, key });
  }

  return {
    async open(context, request) {
      const { id, version: v } = formOf(directory, request.form);
      const key = { id, v, state: request.state, opening: randomUUID() };
      return { kind: 'form', form: pageOf(await draw(context, key), 0) };
    },

    async check(key, raw) {
      const whole = await openings.recall(key);
      return whole === undefined ? {} : turn(whole, key, { values: raw }).errors;
    },

    async submit(context, key, filled) {
      const whole = await openings.recall(key);
      return whole === undefined
        ? submitForgotten(context, key, filled)
        : follow(context, key, turn(whole, key, filled));
    },

    async keepOpen(key, filled, failure) {
      const whole = await openings.recall(key);
      return whole === undefined ? undefined : keptOpen(whole, key, { ...failure, filled });
    },
  };
}

/** What was filled in so far may come to something that the next page says, or be wrong in a way that fields cannot tell. */
async function turnTo<S>(
  { form, openings }: { form: Form<S>; openings: Openings },
  context: Context<S>,
  { whole, page, key }: { whole: FormView; page: number; key: FormKey },
): Promise<Reply | Redrawn> {
  const here = pageIn(whole, key);
  if (page <= here) return { kind: 'form', form: pageOf(whole, page) };
  const found = await form.effects(context, whole.values, key);
  if ('kind' in found) return redraw(whole, found.errors, { problem: found.problem, page: here });
  const next = { ...whole, effects: found };
  await openings.remember(next);
  return { kind: 'form', form: pageOf(next, page) };
}

async function wholeForm<S>(form: Form<S>, context: Context<S>, key: FormKey): Promise<FormView> {
  const { state = key.state, ...shown } = await form.open(context, key.state);
  const { card } = context.arrival;
  return {
    key: { ...key, state },
    title: form.title,
    submit: form.submitLabel,
    remarks: [],
    cautions: [],
    labels: {},
    ...shown,
    errors: {},
    step: '',
    back: false,
    problem: '',
    ...(card === undefined ? {} : { card }),
  };
}

function formOf<S>(directory: Directory<S>, id: string): Form<S> {
  const form = directory.form(id);
  if (form === undefined) throw new Error(`There is no form "${id}".`);
  return form;
}

const asking = (drawn: FormView, { state, cautions, submit }: Ask): FormView => ({
  ...drawn,
  key: { ...drawn.key, state },
  cautions,
  submit,
});

/** What stood on the earlier pages is lost after a day: better said than written half empty. */
const forgotten = (whole: FormView, { values }: Filled): Redrawn => ({
  kind: 'invalid',
  form: {
    ...pageOf({ ...whole, values: { ...whole.values, ...values } }, 0),
    problem: 'This form was opened long ago, and I no longer know its first page. Please look it through again.',
  },
});

/** On the first page that has something wrong, and by default on the last. */
function redraw(
  whole: FormView,
  errors: FieldErrors,
  more: { problem?: string | undefined; page?: number | undefined } = {},
): Redrawn {
  const { problem = '', page = pagesOf(whole.fields).length - 1 } = more;
  const at = pageOf(whole, pageWith(errors, whole, page));
  return { kind: 'invalid', form: { ...at, errors: onFields(at, errors), problem } };
}

function keptOpen(
  whole: FormView,
  key: FormKey,
  { filled, view, error }: { filled: Filled; view: View; error: unknown },
): Redrawn {
  const page = pageIn(whole, key);
  const errors = error instanceof Refused ? error.fields : {};
  return redraw(fillPage(whole, page, filled), errors, { problem: view.text, page });
}

/** Only the fields on show can carry a message; the rest is said in the form's own words. */
function onFields(form: FormView, errors: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([id]) => form.fields.some((field) => field.id === id)));
}
