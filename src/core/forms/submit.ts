/** One submission of a form: carried out from its last page, led to the page beside it from the others. */
import type { InvalidForm } from '../bot';
import { validateFields } from './validation';
import type { Context } from '../context';
import type { ConfirmationRequest, Form } from './definition';
import type { FormSubmission, FormKey, FormView, LookupOffers } from './form-view';
import { resolveLookups, type SuggestChoices } from './lookups';
import { withParsedNumbers } from './number-fields';
import type { FormSessions } from './sessions';
import {
  applySubmission,
  hasLaterPageValues,
  pageIndexOf,
  pageView,
  splitIntoPages,
  rerenderForm,
  advancePage,
  type PageTransition,
} from './pages';
import type { Reply } from '../reply';

interface SubmitContext<S> {
  readonly form: Form<S>;
  readonly context: Context<S>;
  readonly key: FormKey;
  readonly sessions: FormSessions;
}

export const submitFullForm = async <S>(
  at: SubmitContext<S>,
  whole: FormView,
  submission: FormSubmission,
): Promise<Reply | InvalidForm> =>
  continueForm(at, await submitPage(at.form, at.context, { whole, key: at.key, submission }));

/** Restarted meanwhile, or drawn by an older version: only what was sent is known. `whole` is drawn afresh. */
export async function submitWithoutSession<S>(
  at: SubmitContext<S>,
  whole: FormView,
  submission: FormSubmission,
): Promise<Reply | InvalidForm> {
  if ((at.key.page ?? 0) > 0) return expiredForm(whole, submission);
  const last = splitIntoPages(whole.fields).length - 1;
  if (last > 0 && !hasLaterPageValues(whole, submission)) return submitFullForm(at, whole, submission);
  const lookups = await resolveLookups(whole.fields, submission, (lookup) => at.form.suggest(at.context, lookup));
  const all = applySubmission(whole, last, lookups.submission);
  // An older version may not have asked for all that is needed now.
  const submittedFields = all.fields.filter(({ id }) => all.values[id] !== undefined);
  const errors = { ...validateFields(submittedFields, all.values, all), ...lookups.errors };
  return Object.keys(errors).length > 0 ? rerenderForm(all, errors, lookups) : executeSubmit(at, all);
}

async function continueForm<S>(
  at: SubmitContext<S>,
  { whole, page, errors, offers }: PageResult,
): Promise<Reply | InvalidForm> {
  if (splitIntoPages(whole.fields).length > 1) await at.sessions.save(whole, at.context.interaction.person);
  if (Object.keys(errors).length > 0) return rerenderForm(whole, errors, { page, offers });
  return page === undefined ? executeSubmit(at, whole) : goToPage(at, whole, page);
}

/** What was filled in so far may come to something that the next page says, or be wrong in a way that fields cannot tell. */
async function goToPage<S>(
  { form, context, key, sessions }: SubmitContext<S>,
  whole: FormView,
  page: number,
): Promise<Reply | InvalidForm> {
  const here = pageIndexOf(whole, key);
  if (page <= here) return { kind: 'form', form: pageView(whole, page) };
  const preview = await form.previewEffects(context, withParsedNumbers(whole), key);
  if ('kind' in preview) return rerenderForm(whole, preview.errors, { problem: preview.problem, page: here });
  const next = { ...whole, effects: preview };
  await sessions.save(next, context.interaction.person);
  return { kind: 'form', form: pageView(next, page) };
}

async function executeSubmit<S>(
  { form, context, key, sessions }: SubmitContext<S>,
  whole: FormView,
): Promise<Reply | InvalidForm> {
  const result = await form.submit({ ...context, formSessionId: key.opening }, withParsedNumbers(whole), key);
  if (result.kind !== 'invalid' && result.kind !== 'ask') return result;
  if (result.kind === 'invalid') return rerenderForm(whole, result.errors, { problem: result.problem });
  const confirmation = withConfirmation(whole, result);
  await sessions.save(confirmation, context.interaction.person);
  return rerenderForm(confirmation, result.errors);
}

const withConfirmation = (form: FormView, { state, cautions, submit }: ConfirmationRequest): FormView => ({
  ...form,
  key: { ...form.key, state },
  cautions,
  submit,
});

/** What stood on the earlier pages is lost after a day: better said than written half empty. */
const expiredForm = (whole: FormView, { values }: FormSubmission): InvalidForm => ({
  kind: 'invalid',
  form: {
    ...pageView({ ...whole, values: { ...whole.values, ...values } }, 0),
    problem: 'This form was opened long ago, and I no longer know its first page. Please look it through again.',
  },
});

/** With what look-ups offer where their words could mean several things. */
export type PageResult = PageTransition & { readonly offers?: LookupOffers };

export interface PageSubmission {
  readonly whole: FormView;
  readonly key: FormKey;
  readonly submission: FormSubmission;
}

export async function submitPage<S>(
  form: Form<S>,
  context: Context<S>,
  pageSubmission: PageSubmission,
): Promise<PageResult> {
  const { whole, key, submission: submitted } = pageSubmission;
  if (submitted.back === true) return advancePage(whole, key, submitted);
  const page = pageIndexOf(whole, key);
  const fields = splitIntoPages(whole.fields)[page] ?? [];
  const suggest: SuggestChoices = (lookup) => form.suggest(context, lookup);
  const { submission, errors, offers } = await resolveLookups(fields, submitted, suggest);
  const transition = advancePage(whole, key, submission);
  if (Object.keys(errors).length === 0) return transition;
  return { whole: transition.whole, page, errors: { ...transition.errors, ...errors }, offers };
}
