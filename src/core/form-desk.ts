/** Opens forms, remembers each opening, and redraws it with everything typed when a submission does not go through. */
import { randomUUID } from 'node:crypto';
import type { Person } from './arrival';
import type { Redrawn } from './bot';
import type { Context } from './context';
import type { Directory } from './directory';
import { Mistyped, NotAllowed, Refused } from './errors';
import type { FormRequest } from './form-request';
import type { Form } from './form';
import type { FieldErrors, Filled, FormKey, FormView, RawValues } from './form-view';
import { withNumbers } from './number-fields';
import { createOpenings } from './openings';
import { fillPage, pageIn, pageOf, turn } from './pages';
import { redraw } from './redraw';
import type { Reply, View } from './reply';
import type { Store } from './store';
import { submitForgotten, submitWhole } from './submission';

export interface FormDesk<S> {
  open(context: Context<S>, request: FormRequest): Promise<Reply>;
  check(key: FormKey, raw: RawValues): Promise<FieldErrors>;
  /** The last page of a form carries it out, the others lead to the page beside them. */
  submit(context: Context<S>, key: FormKey, filled: Filled): Promise<Reply | Redrawn>;
  /** The form as it was drawn, with what was typed and the failure's words; undefined when it is remembered no more. */
  keepOpen(key: FormKey, filled: Filled, failure: Failure): Promise<Redrawn | undefined>;
}

interface Failure {
  readonly view: View;
  readonly error: unknown;
  readonly person: Person;
}

export function createFormDesk<S>(directory: Directory<S>, store: Store): FormDesk<S> {
  const openings = createOpenings(store);
  /** All pages at once: that is what is remembered, while people see one page of it. */
  async function draw(context: Context<S>, key: FormKey): Promise<FormView> {
    const whole = await wholeForm(formOf(directory, key.id), context, key);
    await openings.remember(whole, context.arrival.person);
    return whole;
  }

  return {
    async open(context, request) {
      const { id, version: v } = formOf(directory, request.form);
      const key = { id, v, state: request.state, opening: randomUUID() };
      return { kind: 'form', form: pageOf(await draw(context, key), 0) };
    },

    async check(key, raw) {
      const whole = await openings.fieldsOf(key);
      return whole === undefined ? {} : turn(whole, key, { values: raw }).errors;
    },

    async submit(context, key, filled) {
      const at = { form: formOf(directory, key.id), context, key, openings };
      const whole = await openings.recall(key, context.arrival.person);
      return whole === undefined
        ? submitForgotten(at, await draw(context, key), filled)
        : submitWhole(at, whole, filled);
    },

    async keepOpen(key, filled, { person, view, error }) {
      const known = await openings.lastKnown(key, person).catch(nobodysElse);
      const whole = known ?? filled.drawn;
      if (whole === undefined) return undefined;
      const page = pageIn(whole, known === undefined ? { ...key, page: 0 } : key);
      const errors = error instanceof Refused ? error.fields : {};
      return redraw(fillPage(whole, page, filled), errors, { problem: view.text, page });
    },
  };
}

function nobodysElse(error: unknown): undefined {
  if (error instanceof NotAllowed) throw error;
}

async function wholeForm<S>(form: Form<S>, context: Context<S>, key: FormKey): Promise<FormView> {
  const { state = key.state, ...shown } = await form.open(context, key.state);
  const { card } = context.arrival;
  const drawn: FormView = {
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
  return withNumbers(drawn, context.arrival.person.locale);
}

function formOf<S>(directory: Directory<S>, id: string): Form<S> {
  const form = directory.form(id);
  if (form !== undefined) return form;
  throw new Mistyped('This form is from a version that I no longer know.', { next: 'Look the opportunity up again.' });
}
