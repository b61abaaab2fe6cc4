/** What look-ups of a form offer at first: a client without dynamic typeahead shows these alone, and takes typed words. */
import type { Arrival } from '../../core/arrival';
import type { Choice, Field, FormView, Offers } from '../../core/form-view';
import { soon } from '../../core/soon';
import { mostChoices } from './answers';
import type { Desk } from './desk';
import { datasetOf } from './form-model';

/** The form must not wait for them: they are a help to few. */
const patience = 500;

export async function withOffers(desk: Desk, form: FormView, arrival: Arrival): Promise<FormView> {
  const bare = form.fields.filter(({ id, type }) => type === 'lookup' && form.offers?.[id] === undefined);
  const asked = await Promise.all(bare.map((field) => offered(desk, { form, field }, arrival)));
  const offers: Offers = { ...Object.fromEntries(asked), ...form.offers };
  for (const [field, choices] of Object.entries(offers)) desk.labels.remember(datasetOf(form.key, field), choices);
  return { ...form, offers };
}

async function offered(
  { bot, underWay }: Desk,
  { form, field: { id } }: { form: FormView; field: Field },
  arrival: Arrival,
): Promise<readonly [string, readonly Choice[]]> {
  const lookup = { field: id, typed: '', raw: form.values };
  const found = await soon(underWay.track(bot.suggest(form.key, lookup, arrival)), patience);
  return [id, found.ready ? found.value.slice(0, mostChoices) : []];
}
