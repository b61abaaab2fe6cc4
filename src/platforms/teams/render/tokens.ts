/** What our buttons and dialogs carry in their `data`, under the one key `bot`, and how it is read back. */
import { z } from 'zod';
import type { ActionToken } from '../../../core/cards/button';
import type { FormKey, RawValues } from '../../../core/forms/form-view';
import type { EncodeToken } from '../../../render/cards';
import { formKeySchema, jsonSchema } from './form-codec';

/**
 * A press of a button, a request to open a form, a message to be kept that waits under this name, a form to be given back
 * with what was typed, or a form filled in; `card` is the message it all began on, `typed` and `drawn` are packed.
 */
export type ButtonPayload =
  | { readonly kept: string }
  | { readonly token: ActionToken; readonly card?: string | undefined }
  | { readonly open: FormKey }
  | { readonly typed: string; readonly card?: string | undefined }
  | FormPayload;
export interface FormPayload {
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
  data: encodePayload({ token }),
  dialogData: encodeDialogPayload({ token }),
});

export const encodePayload = (payload: ButtonPayload): { readonly bot: string } => ({ bot: JSON.stringify(payload) });
/** Teams asks the bot for a dialog when the data says so. */
export const encodeDialogPayload = (payload: ButtonPayload) => ({
  msteams: { type: 'task/fetch' },
  ...encodePayload(payload),
});

const token = z.object({ id: z.string(), v: z.number(), p: jsonSchema });
const card = z.string().optional();
const payloadSchema = z.union([
  z.object({ token, card }),
  z.object({ open: formKeySchema }),
  z.object({ kept: z.string() }),
  z.object({ typed: z.string(), card }),
  z.object({ form: formKeySchema, card, back: z.boolean().optional(), drawn: z.string().optional() }),
]);
const data = z.looseObject({ bot: z.string() });

/** Undefined for data that no version of ours wrote. */
export function parseButtonPayload(value: unknown): ButtonPayload | undefined {
  const { data: wrapper } = data.safeParse(value);
  if (wrapper === undefined) return undefined;
  try {
    return payloadSchema.safeParse(JSON.parse(wrapper.bot)).data;
  } catch {
    return undefined;
  }
}

/** What a toggle that is off sends, by `cards/teams/form.json`: a text that nobody types. */
const toggleOff = 'toggle:off';

/** The inputs beside our own key, by field; an empty one is absent and so is a toggle that is off. */
export function parseInputs(value: unknown): RawValues {
  const inputs = Object.entries(z.looseObject({}).safeParse(value).data ?? {})
    .filter(([id]) => id !== 'bot' && id !== 'msteams')
    .filter((entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
    )
    .map(([id, input]) => [id, String(input).trim()] as const);
  return Object.fromEntries(inputs.filter(([, input]) => input !== '' && input !== toggleOff));
}
