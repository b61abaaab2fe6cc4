/** A page of a form is sent off: what its look-ups mean, what is wrong on it, and which page comes next. */
import type { Context } from './context';
import type { Form } from './form';
import type { Filled, FormKey, FormView, Offers } from './form-view';
import { lookUpWords, type Suggest } from './look-up';
import { pageIn, pagesOf, turn, type Turned } from './pages';

/** With what look-ups offer where their words could mean several things. */
export type Sent = Turned & { readonly offers?: Offers };

export interface Sending {
  readonly whole: FormView;
  readonly key: FormKey;
  readonly filled: Filled;
}

export async function sendOff<S>(form: Form<S>, context: Context<S>, sending: Sending): Promise<Sent> {
  const { whole, key, filled: sent } = sending;
  if (sent.back === true) return turn(whole, key, sent);
  const page = pageIn(whole, key);
  const fields = pagesOf(whole.fields)[page] ?? [];
  const suggest: Suggest = (lookup) => form.suggest(context, lookup);
  const { filled, errors, offers } = await lookUpWords(fields, sent, suggest);
  const after = turn(whole, key, filled);
  if (Object.keys(errors).length === 0) return after;
  return { whole: after.whole, page, errors: { ...after.errors, ...errors }, offers };
}
