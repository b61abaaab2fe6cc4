/** One submission of a form: carried out from its last page, led to the page beside it from the others. */
import type { Redrawn } from './bot';
import { checkFields } from './check-fields';
import type { Context } from './context';
import type { Ask, Form } from './form';
import type { Filled, FormKey, FormView } from './form-view';
import { lookUpWords } from './look-up';
import { meantBy } from './number-fields';
import type { Openings } from './openings';
import { fillPage, holdsLaterPages, pageIn, pageOf, pagesOf } from './pages';
import { redraw } from './redraw';
import type { Reply } from './reply';
import { sendOff, type Sent } from './sending-off';

interface Submitting<S> {
  readonly form: Form<S>;
  readonly context: Context<S>;
  readonly key: FormKey;
  readonly openings: Openings;
}

export const submitWhole = async <S>(at: Submitting<S>, whole: FormView, filled: Filled): Promise<Reply | Redrawn> =>
  follow(at, await sendOff(at.form, at.context, { whole, key: at.key, filled }));

/** Restarted meanwhile, or drawn by an older version: only what was sent is known. `whole` is drawn afresh. */
export async function submitForgotten<S>(at: Submitting<S>, whole: FormView, filled: Filled): Promise<Reply | Redrawn> {
  if ((at.key.page ?? 0) > 0) return forgotten(whole, filled);
  const last = pagesOf(whole.fields).length - 1;
  if (last > 0 && !holdsLaterPages(whole, filled)) return submitWhole(at, whole, filled);
  const meant = await lookUpWords(whole.fields, filled, (lookup) => at.form.suggest(at.context, lookup));
  const all = fillPage(whole, last, meant.filled);
  // An older version may not have asked for all that is needed now.
  const sent = all.fields.filter(({ id }) => all.values[id] !== undefined);
  const errors = { ...checkFields(sent, all.values, all), ...meant.errors };
  return Object.keys(errors).length > 0 ? redraw(all, errors, meant) : carryOut(at, all);
}

async function follow<S>(at: Submitting<S>, { whole, page, errors, offers }: Sent): Promise<Reply | Redrawn> {
  if (pagesOf(whole.fields).length > 1) await at.openings.remember(whole, at.context.arrival.person);
  if (Object.keys(errors).length > 0) return redraw(whole, errors, { page, offers });
  return page === undefined ? carryOut(at, whole) : turnTo(at, whole, page);
}

/** What was filled in so far may come to something that the next page says, or be wrong in a way that fields cannot tell. */
async function turnTo<S>(
  { form, context, key, openings }: Submitting<S>,
  whole: FormView,
  page: number,
): Promise<Reply | Redrawn> {
  const here = pageIn(whole, key);
  if (page <= here) return { kind: 'form', form: pageOf(whole, page) };
  const found = await form.effects(context, meantBy(whole), key);
  if ('kind' in found) return redraw(whole, found.errors, { problem: found.problem, page: here });
  const next = { ...whole, effects: found };
  await openings.remember(next, context.arrival.person);
  return { kind: 'form', form: pageOf(next, page) };
}

async function carryOut<S>(
  { form, context, key, openings }: Submitting<S>,
  filled: FormView,
): Promise<Reply | Redrawn> {
  const result = await form.submit({ ...context, opening: key.opening }, meantBy(filled), key);
  if (result.kind !== 'invalid' && result.kind !== 'ask') return result;
  if (result.kind === 'invalid') return redraw(filled, result.errors, { problem: result.problem });
  const asked = asking(filled, result);
  await openings.remember(asked, context.arrival.person);
  return redraw(asked, result.errors);
}

const asking = (drawn: FormView, { state, cautions, submit }: Ask): FormView => ({
  ...drawn,
  key: { ...drawn.key, state },
  cautions,
  submit,
});

/** What stood on the earlier pages is lost after a day: better said than written half empty. */
const forgotten = (whole: FormView, { values }: Filled): Redrawn => ({
  kind: 'invalid',
  form: {
    ...pageOf({ ...whole, values: { ...whole.values, ...values } }, 0),
    problem: 'This form was opened long ago, and I no longer know its first page. Please look it through again.',
  },
});
