/** A page of a form is sent off: what its look-ups mean, what is wrong on it, and which page comes next. */
import type { Context } from '../context';
import type { Form } from './definition';
import type { FormSubmission, FormKey, FormView, LookupOffers } from './form-view';
import { resolveLookups, type SuggestChoices } from './lookups';
import { pageIndexOf, splitIntoPages, advancePage, type PageTransition } from './pages';

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
