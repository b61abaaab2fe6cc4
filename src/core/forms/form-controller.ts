/** Opens forms, remembers each opening, and redraws it with everything typed when a submission does not go through. */
import { randomUUID } from 'node:crypto';
import type { Person } from '../interaction';
import type { InvalidForm } from '../bot';
import type { Context } from '../context';
import type { FeatureRegistry } from '../feature-registry';
import { InvalidInput, AccessDenied, Rejected } from '../errors';
import type { FormRequest, Form } from './definition';
import type { FieldErrors, FormSubmission, FormKey, FormView, RawValues } from './form-view';
import { withFormattedNumbers } from './number-fields';
import { createFormSessions } from './sessions';
import { applySubmission, pageIndexOf, pageView, advancePage, rerenderForm } from './pages';
import type { Reply, View } from '../reply';
import type { KeyValueStore } from '../key-value-store';
import { submitWithoutSession, submitFullForm } from './submit';

export interface FormController<S> {
  open(context: Context<S>, request: FormRequest): Promise<Reply>;
  check(key: FormKey, raw: RawValues): Promise<FieldErrors>;
  /** The last page of a form carries it out, the others lead to the page beside them. */
  submit(context: Context<S>, key: FormKey, submission: FormSubmission): Promise<Reply | InvalidForm>;
  /** The form as it was drawn, with what was typed and the failure's words; undefined when it is remembered no more. */
  rerenderWithFailure(
    key: FormKey,
    submission: FormSubmission,
    failure: SubmitFailure,
  ): Promise<InvalidForm | undefined>;
}

interface SubmitFailure {
  readonly view: View;
  readonly error: unknown;
  readonly person: Person;
}

export function createFormController<S>(registry: FeatureRegistry<S>, store: KeyValueStore): FormController<S> {
  const sessions = createFormSessions(store);
  /** All pages at once: that is what is remembered, while people see one page of it. */
  async function renderForm(context: Context<S>, key: FormKey): Promise<FormView> {
    const whole = await buildForm(requireForm(registry, key.id), context, key);
    await sessions.save(whole, context.interaction.person);
    return whole;
  }

  return {
    async open(context, request) {
      const { id, version: v } = requireForm(registry, request.form);
      const key = { id, v, state: request.state, opening: randomUUID() };
      return { kind: 'form', form: pageView(await renderForm(context, key), 0) };
    },

    async check(key, raw) {
      const whole = await sessions.loadFields(key);
      return whole === undefined ? {} : advancePage(whole, key, { values: raw }).errors;
    },

    async submit(context, key, submission) {
      const at = { form: requireForm(registry, key.id), context, key, sessions };
      const whole = await sessions.load(key, context.interaction.person);
      return whole === undefined
        ? submitWithoutSession(at, await renderForm(context, key), submission)
        : submitFullForm(at, whole, submission);
    },

    async rerenderWithFailure(key, submission, { person, view, error }) {
      const lastKnown = await sessions.loadLastKnown(key, person).catch(rethrowAccessDenied);
      const whole = lastKnown ?? submission.renderedForm;
      if (whole === undefined) return undefined;
      const page = pageIndexOf(whole, lastKnown === undefined ? { ...key, page: 0 } : key);
      const errors = error instanceof Rejected ? error.fields : {};
      return rerenderForm(applySubmission(whole, page, submission), errors, { problem: view.text, page });
    },
  };
}

function rethrowAccessDenied(error: unknown): undefined {
  if (error instanceof AccessDenied) throw error;
}

async function buildForm<S>(form: Form<S>, context: Context<S>, key: FormKey): Promise<FormView> {
  const { state = key.state, ...content } = await form.open(context, key.state);
  const { card } = context.interaction;
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
  return withFormattedNumbers(view, context.interaction.person.locale);
}

function requireForm<S>(registry: FeatureRegistry<S>, id: string): Form<S> {
  const form = registry.form(id);
  if (form !== undefined) return form;
  throw new InvalidInput('This form is from a version that I no longer know.', {
    hint: 'Look the opportunity up again.',
  });
}
