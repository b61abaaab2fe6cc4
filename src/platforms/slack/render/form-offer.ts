/** A message with a button that opens a form: where words alone cannot open one, since only a trigger can. */
import type { ActionToken } from '../../../core/cards/button';
import type { FormKey, FormView } from '../../../core/forms/form-view';
import type { Json } from '../../../core/json';
import type { View } from '../../../core/reply';

/** Permanent, as every button's id: offers stay in conversations. */
const formOfferId = 'slack.form';

interface FormOffer {
  readonly title: string;
  readonly key: FormKey;
}

export function formOfferView({ title, submit, key }: FormView): View {
  const token: ActionToken = { id: formOfferId, v: 1, p: { title, key: { ...key } } };
  const say = 'Nothing has been changed yet: this needs a form.';
  return { card: 'form-offer', model: { title, say, label: submit, offer: { token } }, text: `${title}. ${say}` };
}

export function parseFormOffer({ id, v, p }: ActionToken): FormOffer | undefined {
  return id === formOfferId && v === 1 && isFormOffer(p) ? (p as unknown as FormOffer) : undefined;
}

const isFormOffer = (p: Json): boolean => typeof p === 'object' && p !== null && 'title' in p && 'key' in p;
