/** What our buttons and dialogs carry in their `data`, under the one key `bot`, and how it is read back. */
import { z } from 'zod';
import type { ActionToken } from '../../core/button';
import type { FormKey, RawValues } from '../../core/form-view';
import type { EncodeToken } from '../../render/cards';
import { formKey, json } from './packed';

/**
 * A press of a button, a request to open a form, a message to be kept that waits under this name, a form to be given back
 * with what was typed, or a form filled in; `card` is the message it all began on, `typed` and `drawn` are packed.
 */
export type Carried =
  | { readonly kept: string }
  | { readonly token: ActionToken; readonly card?: string | undefined }
  | { readonly open: FormKey }
  | { readonly typed: string; readonly card?: string | undefined }
  | FilledIn;
export interface FilledIn {
  readonly form: FormKey;
  readonly card?: string | undefined;
  readonly back?: boolean | undefined;
  readonly drawn?: string | undefined;
}

/**
 * Text, not an object: drawing leaves out empty values, and a payload must come back as it was. `data` is for buttons
 * that answer, `dialogData` for buttons that open a dialog.
 */
export const encodeToken: EncodeToken = (token) => ({
  verb: token.id,
  data: carry({ token }),
  dialogData: carryToDialog({ token }),
});

export const carry = (carried: Carried): { readonly bot: string } => ({ bot: JSON.stringify(carried) });
/** Teams asks the bot for a dialog when the data says so. */
export const carryToDialog = (carried: Carried) => ({ msteams: { type: 'task/fetch' }, ...carry(carried) });

const token = z.object({ id: z.string(), v: z.number(), p: json });
const card = z.string().optional();
const carried = z.union([
  z.object({ token, card }),
  z.object({ open: formKey }),
  z.object({ kept: z.string() }),
  z.object({ typed: z.string(), card }),
  z.object({ form: formKey, card, back: z.boolean().optional(), drawn: z.string().optional() }),
]);
const data = z.looseObject({ bot: z.string() });

/** Undefined for data that no version of ours wrote. */
export function readCarried(value: unknown): Carried | undefined {
  const { data: read } = data.safeParse(value);
  if (read === undefined) return undefined;
  try {
    return carried.safeParse(JSON.parse(read.bot)).data;
  } catch {
    return undefined;
  }
}

/** What a toggle that is off sends, by `cards/teams/form.json`: a text that nobody types. */
const toggleOff = 'toggle:off';

/** The inputs beside our own key, by field; an empty one is absent and so is a toggle that is off. */
export function readValues(value: unknown): RawValues {
  const inputs = Object.entries(z.looseObject({}).safeParse(value).data ?? {})
    .filter(([id]) => id !== 'bot' && id !== 'msteams')
    .filter((entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
    )
    .map(([id, input]) => [id, String(input).trim()] as const);
  return Object.fromEntries(inputs.filter(([, input]) => input !== '' && input !== toggleOff));
}
