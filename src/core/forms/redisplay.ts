/** A form again as it was drawn, with what was typed and what is wrong with it. Pure. */
import type { InvalidForm } from '../bot';
import type { FieldErrors, FormView, LookupOffers } from './form-view';
import { pageView, splitIntoPages, firstPageWithErrors } from './pages';

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
