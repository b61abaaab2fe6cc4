/** Opens forms, remembers each opening, and redraws it with everything typed when a submission does not go through. */
import { randomUUID } from 'node:crypto';
import type { Redrawn } from './bot';
import { checkFields } from './check-fields';
import type { Context } from './context';
import type { Directory } from './directory';
import { Refused } from './errors';
import type { FormRequest } from './feature';
import type { Ask, FieldErrors, Filled, Form, FormKey, FormView, RawValues } from './form';
import { createOpenings } from './openings';
import { fillPage, pageIn, pageOf, pagesOf, pageWith } from './pages';
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
    const form = formOf(directory, key.id);
    const { state = key.state, ...content } = await form.open(context, key.state);
    const { card } = context.arrival;
    const view: FormView = {
      key: { ...key, state },
      title: form.title,
      submit: form.submitLabel,
      remarks: [],
      cautions: [],
      labels: {},
      ...content,
      errors: {},
      step: '',
      back: false,
      problem: '',
      ...(card === undefined ? {} : { card }),
    };
    await openings.remember(view);
    return view;
  }

  async function carryOut(context: Context<S>, key: FormKey, filled: FormView): Promise<Reply | Redrawn> {
    const form = formOf(directory, key.id);
    const result = await form.submit(context, filled.values, key);
    if (result.kind !== 'invalid' && result.kind !== 'ask') return result;
    if (result.kind === 'invalid') return redraw(filled, result.errors, { problem: result.problem });
    const asked = asking(filled, result);
    await openings.remember(asked);
    return redraw(asked, result.errors);
  }

  return {
    async open(context, request) {
      const { id, version: v } = formOf(directory, request.form);
      const key = { id, v, state: request.state, opening: randomUUID() };
      return { kind: 'form', form: pageOf(await draw(context, key), 0) };
    },

    async check(key, raw) {
      const whole = await openings.recall(key);
      return whole === undefined ? {} : checkFields(pagesOf(whole.fields)[pageIn(whole, key)] ?? [], raw);
    },

    async submit(context, key, filled) {
      const remembered = await openings.recall(key);
      const whole = remembered ?? (await draw(context, key));
      const pages = pagesOf(whole.fields);
      const last = pages.length - 1;
      if (remembered === undefined && (key.page ?? 0) > 0) return forgotten(whole, filled);
      const page = remembered === undefined && isWhole(whole, filled) ? last : pageIn(whole, key);
      const now = fillPage(whole, page, filled);
      if (last > 0) await openings.remember(now);
      if (filled.back === true) return { kind: 'form', form: pageOf(now, page - 1) };
      // What an older version drew had other fields: then the form's own rules judge alone.
      const errors = remembered === undefined && page === last ? {} : checkFields(pages[page] ?? [], filled.values);
      if (Object.keys(errors).length > 0) return redraw(now, errors, { page });
      if (page < last) return { kind: 'form', form: pageOf(now, page + 1) };
      return carryOut(context, key, now);
    },

    async keepOpen(key, filled, { view, error }) {
      const whole = await openings.recall(key);
      if (whole === undefined) return undefined;
      const page = pageIn(whole, key);
      const fields = error instanceof Refused ? error.fields : {};
      return redraw(fillPage(whole, page, filled), fields, { problem: view.text, page });
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

/** Sent off when this form had one page: it holds what stands on later pages now. */
const isWhole = ({ fields }: FormView, { values }: Filled): boolean =>
  pagesOf(fields)
    .slice(1)
    .some((page) => page.some(({ id }) => values[id] !== undefined));

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
  more: { problem?: string | undefined; page?: number } = {},
): Redrawn {
  const { problem = '', page = pagesOf(whole.fields).length - 1 } = more;
  const at = pageOf(whole, pageWith(errors, whole, page));
  return { kind: 'invalid', form: { ...at, errors: onFields(at, errors), problem } };
}

/** Only the fields on show can carry a message; the rest is said in the form's own words. */
function onFields(form: FormView, errors: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([id]) => form.fields.some((field) => field.id === id)));
}
