/** What look-ups of a form offer at first: a client without dynamic typeahead shows these alone, and takes typed words. */
import type { Interaction } from '../../../core/interaction';
import type { Choice, Field, FormView, LookupOffers } from '../../../core/forms/form-view';
import { withDeadline } from '../../../core/with-deadline';
import { maxChoices } from './invoke-responses';
import type { HandlerContext } from '../handler-context';
import { formatDataset } from './form-model';

/** The form must not wait for them: they are a help to few. */
const lookupDeadlineMs = 500;

export async function withLookupChoices(
  context: HandlerContext,
  form: FormView,
  interaction: Interaction,
): Promise<FormView> {
  const lookups = form.fields.filter(({ id, type }) => type === 'lookup' && form.offers?.[id] === undefined);
  const entries = await Promise.all(lookups.map((field) => loadLookupChoices(context, { form, field }, interaction)));
  const offers: LookupOffers = { ...Object.fromEntries(entries), ...form.offers };
  for (const [field, choices] of Object.entries(offers))
    context.labels.remember(formatDataset(form.key, field), choices);
  return { ...form, offers };
}

async function loadLookupChoices(
  { bot, inFlight }: HandlerContext,
  { form, field: { id } }: { form: FormView; field: Field },
  interaction: Interaction,
): Promise<readonly [string, readonly Choice[]]> {
  const lookup = { field: id, typed: '', raw: form.values };
  const outcome = await withDeadline(inFlight.track(bot.suggest(form.key, lookup, interaction)), lookupDeadlineMs);
  return [id, outcome.ready ? outcome.value.slice(0, maxChoices) : []];
}
