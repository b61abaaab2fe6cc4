/** A long form page by page: what stands on each, what was filled in on the others, and drawing it again with what is wrong. Pure. */
import { validateFields } from './validation';
import type { Field, FieldErrors, FormSubmission, FormView, LookupOffers } from './form-view';
import type { InvalidForm } from '../bot';

/** More fields on one page are scrolled past, not filled in. */
const maxFieldsPerPage = 12;

/** A field that says so begins a page, and so does one for which there is no room left. */
export function splitIntoPages(fields: readonly Field[]): readonly (readonly Field[])[] {
  const pages: Field[][] = [[]];
  for (const field of fields) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (field.startsPage === true || page.length >= maxFieldsPerPage)) pages.push([field]);
    else page.push(field);
  }
  return pages;
}

/** Which page a submission came from. */
export const pageIndexOf = (whole: FormView, { page = 0 }: FormView['key']): number =>
  Math.min(page, splitIntoPages(whole.fields).length - 1);

/** One page of the whole form, as it is drawn. What will be lost is read last, where the form is sent off. */
export function pageView(whole: FormView, page: number): FormView {
  const pages = splitIntoPages(whole.fields);
  if (pages.length === 1) return whole;
  const last = page === pages.length - 1;
  return {
    ...whole,
    key: { ...whole.key, page },
    fields: pages[page] ?? [],
    remarks: page === 0 ? whole.remarks : (whole.effects ?? []),
    cautions: last ? whole.cautions : [],
    submit: last ? whole.submit : 'Next',
    step: `Step ${String(page + 1)} of ${String(pages.length)}`,
    back: page > 0,
  };
}

/**
 * The whole form with what was filled in on this page of it; an emptied field is empty. A client can send anything: only
 * fields of the form are kept.
 */
export function applySubmission(
  whole: FormView,
  page: number,
  { values: submittedValues, labels = {} }: FormSubmission,
): FormView {
  const fields = new Set(whole.fields.map(({ id }) => id));
  const values = Object.fromEntries(Object.entries(submittedValues).filter(([id]) => fields.has(id)));
  const here = new Set(splitIntoPages(whole.fields)[page]?.map(({ id }) => id));
  const elsewhere = Object.entries(whole.values).filter(([id]) => !here.has(id));
  return {
    ...whole,
    values: { ...Object.fromEntries(elsewhere), ...values },
    labels: { ...whole.labels, ...labels },
  };
}

/** The first page with something wrong on it; otherwise the one given. */
export function firstPageWithErrors(errors: FieldErrors, { fields }: FormView, otherwise: number): number {
  const index = splitIntoPages(fields).findIndex((page) => page.some(({ id }) => errors[id] !== undefined));
  return index < 0 ? otherwise : index;
}

/** What sending off a page comes to: the page to show next, or none when the whole form is to be carried out. */
export interface PageTransition {
  readonly whole: FormView;
  readonly page: number | undefined;
  /** What is wrong: then its page is the one to show. */
  readonly errors: FieldErrors;
}

export function advancePage(form: FormView, key: FormView['key'], submission: FormSubmission): PageTransition {
  const pages = splitIntoPages(form.fields);
  const here = pageIndexOf(form, key);
  const whole = applySubmission(form, here, submission);
  if (submission.back === true) return { whole, page: Math.max(0, here - 1), errors: {} };
  const next = here < pages.length - 1 ? here + 1 : undefined;
  // What stands on the other pages may have been sent along, and nothing has looked at it yet.
  const errors = validateFields(next === undefined ? form.fields : (pages[here] ?? []), whole.values, whole);
  return { whole, page: Object.keys(errors).length > 0 ? firstPageWithErrors(errors, form, here) : next, errors };
}

/** Sent off when this form had one page: it holds what stands on later pages now. */
export const hasLaterPageValues = ({ fields }: FormView, { values }: FormSubmission): boolean =>
  splitIntoPages(fields)
    .slice(1)
    .some((page) => page.some(({ id }) => values[id] !== undefined));

interface RerenderOptions {
  readonly problem?: string | undefined;
  readonly page?: number | undefined;
  readonly offers?: LookupOffers | undefined;
}

/** On the first page that has something wrong, and by default on the last. */
export function rerenderForm(whole: FormView, errors: FieldErrors, options: RerenderOptions = {}): InvalidForm {
  const { problem = '', page = splitIntoPages(whole.fields).length - 1, offers } = options;
  const pageForm = pageView(whole, firstPageWithErrors(errors, whole, page));
  return {
    kind: 'invalid',
    form: { ...pageForm, errors: errorsOnPage(pageForm, errors), problem, ...(offers === undefined ? {} : { offers }) },
  };
}

/** Only the fields on show can carry a message; the rest is said in the form's own words. */
function errorsOnPage(form: FormView, errors: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([id]) => form.fields.some((field) => field.id === id)));
}
