/** A form again as it was drawn, with what was typed and what is wrong with it. Pure. */
import type { Redrawn } from './bot';
import type { FieldErrors, FormView, Offers } from './form-view';
import { pageOf, pagesOf, pageWith } from './pages';

interface More {
  readonly problem?: string | undefined;
  readonly page?: number | undefined;
  readonly offers?: Offers | undefined;
}

/** On the first page that has something wrong, and by default on the last. */
export function redraw(whole: FormView, errors: FieldErrors, more: More = {}): Redrawn {
  const { problem = '', page = pagesOf(whole.fields).length - 1, offers } = more;
  const at = pageOf(whole, pageWith(errors, whole, page));
  return {
    kind: 'invalid',
    form: { ...at, errors: onFields(at, errors), problem, ...(offers === undefined ? {} : { offers }) },
  };
}

/** Only the fields on show can carry a message; the rest is said in the form's own words. */
function onFields(form: FormView, errors: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([id]) => form.fields.some((field) => field.id === id)));
}
