/** A message with a button that opens a form: where words alone cannot open one, since only a trigger can. */
import type { ActionToken } from '../../core/button';
import type { FormKey, FormView } from '../../core/form-view';
import type { Json } from '../../core/json';
import type { View } from '../../core/reply';

/** Permanent, as every button's id: offers stay in conversations. */
const offerId = 'slack.form';

interface Offer {
  readonly title: string;
  readonly key: FormKey;
}

export function offerView({ title, submit, key }: FormView): View {
  const token: ActionToken = { id: offerId, v: 1, p: { title, key: { ...key } } };
  const say = 'Nothing has been changed yet: this needs a form.';
  return { card: 'form-offer', model: { title, say, label: submit, offer: { token } }, text: `${title}. ${say}` };
}

export function readOffer({ id, v, p }: ActionToken): Offer | undefined {
  return id === offerId && v === 1 && isOffer(p) ? (p as unknown as Offer) : undefined;
}

const isOffer = (p: Json): boolean => typeof p === 'object' && p !== null && 'title' in p && 'key' in p;
