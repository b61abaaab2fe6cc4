/** What buttons and modals carry along unseen, and how it is read back. */
import { createHash } from 'node:crypto';
import type { ActionToken } from '../../../core/cards/button';
import type { Json } from '../../../core/json';
import type { FormKey, FormView } from '../../../core/forms/form-view';
import type { Origin } from '../outbound/origin';
import type { View } from '../../../core/reply';

/** The names that templates bind: on a button both, on an option of a menu `value` alone. */
export interface EncodedToken {
  readonly actionId: string;
  readonly value: string;
}

/** Slack refuses two equal action ids in one block, so the payload takes part in it. */
export function encodeToken({ id, v, p }: ActionToken): EncodedToken {
  const value = JSON.stringify([id, v, p]);
  const tail = createHash('sha256').update(value).digest('hex').slice(0, 8);
  return { actionId: `${id}#${String(v)}#${tail}`, value };
}

/** What was pressed. A value that nobody here wrote becomes a token that no feature knows, and is answered as such. */
export function decodeToken(actionId: string, value: string): ActionToken {
  const fields = tryParseJson(value);
  if (!Array.isArray(fields)) return { id: actionId, v: 0, p: null };
  const [id, v, p] = fields as readonly Json[];
  return typeof id === 'string' && typeof v === 'number' ? { id, v, p: p ?? null } : { id: actionId, v: 0, p: null };
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface ModalMetadata {
  readonly origin: Origin;
  readonly key?: FormKey;
}

export const formatModalMetadata = (metadata: ModalMetadata): string => JSON.stringify(metadata);

/** Only this adapter writes it and only Slack, whose signature was checked, sends it back. */
export const parseModalMetadata = (text: string): ModalMetadata => JSON.parse(text) as ModalMetadata;

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
