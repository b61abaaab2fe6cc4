/** Opens forms, remembers each opening, and redraws it with everything typed when a submission does not go through. */
import { randomUUID } from 'node:crypto';
import type { Redrawn } from './bot';
import { checkFields } from './check-fields';
import type { Context } from './context';
import type { Directory } from './directory';
import { Refused } from './errors';
import type { FormRequest } from './feature';
import type { Form, FormKey, FormView, RawValues } from './form';
import { invalid, type Ask, type FieldErrors } from './form';
import { createOpenings } from './openings';
import type { Reply, View } from './reply';
import type { Store } from './store';

export interface FormDesk<S> {
  open(context: Context<S>, request: FormRequest): Promise<Reply>;
  check(key: FormKey, raw: RawValues): Promise<FieldErrors>;
  submit(context: Context<S>, key: FormKey, raw: RawValues): Promise<Reply | Redrawn>;
  /** The form as it was drawn, with what was typed and the failure's words; undefined when it is remembered no more. */
  keepOpen(key: FormKey, raw: RawValues, failure: { view: View; error: unknown }): Promise<Redrawn | undefined>;
}

export function createFormDesk<S>(directory: Directory<S>, store: Store): FormDesk<S> {
  const openings = createOpenings(store);
  async function draw(context: Context<S>, key: FormKey): Promise<FormView> {
    const form = formOf(directory, key.id);
    const { state = key.state, ...content } = await form.open(context, key.state);
    const { card } = context.arrival;
    const view: FormView = {
      key: { ...key, state },
      title: form.title,
      submit: form.submitLabel,
      remarks: [],
      cautions: [],
      ...content,
      errors: {},
      problem: '',
      ...(card === undefined ? {} : { card }),
    };
    await openings.remember(view);
    return view;
  }

  return {
    async open(context, request) {
      const { id, version: v } = formOf(directory, request.form);
      const key = { id, v, state: request.state, opening: randomUUID() };
      return { kind: 'form', form: await draw(context, key) };
    },

    async check(key, raw) {
      const view = await openings.recall(key);
      return view === undefined ? {} : checkFields(view.fields, raw);
    },

    async submit(context, key, raw) {
      const form = formOf(directory, key.id);
      const errors = await this.check(key, raw);
      const result = Object.keys(errors).length > 0 ? invalid(errors) : await form.submit(context, raw, key);
      if (result.kind !== 'invalid' && result.kind !== 'ask') return result;
      const view = (await openings.recall(key)) ?? (await draw(context, key));
      if (result.kind === 'invalid') return redraw(view, raw, result.errors, result.problem ?? '');
      const asked = asking(view, result);
      await openings.remember(asked);
      return redraw(asked, raw, onFields(asked, result.errors), '');
    },

    async keepOpen(key, raw, { view, error }) {
      const form = await openings.recall(key);
      const fields = error instanceof Refused ? error.fields : {};
      return form === undefined ? undefined : redraw(form, raw, onFields(form, fields), view.text);
    },
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

const redraw = (form: FormView, raw: RawValues, errors: FieldErrors, problem: string): Redrawn => ({
  kind: 'invalid',
  form: { ...form, values: raw, errors, problem },
});

/** Only the fields that the form has can carry a message; the rest is said in the form's own words. */
function onFields(form: FormView, errors: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([id]) => form.fields.some((field) => field.id === id)));
}
