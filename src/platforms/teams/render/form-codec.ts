/** A form inside the data of a button: whoever presses it, at whichever replica, brings along what is needed to draw it. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { FormView } from '../../../core/forms/form-view';
import type { Json } from '../../../core/json';

/** Bytes: far more than any card holds, and too little for a few packed forms to fill the memory. */
const maxDecodedBytes = 256 * 1024;

export const jsonSchema = z.json().transform((value) => value as Json);
export const formKeySchema = z.object({
  id: z.string(),
  v: z.number(),
  state: jsonSchema,
  opening: z.string().max(64),
  page: z.number().optional(),
});

const text = z.string();
const texts = z.record(text, text);
const choice = z.object({ value: text, label: text });
const choices = z.array(choice);
const base = {
  id: text,
  label: text,
  hint: text.optional(),
  required: z.boolean(),
  startsPage: z.boolean().optional(),
};
const bound = z.number().optional();
const unit = z.literal('percent').optional();
const fieldSchema = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('text'), lines: z.enum(['one', 'many']).optional(), max: z.number() }),
  z.object({ ...base, type: z.literal('number'), min: bound, max: bound, decimals: z.boolean(), unit }),
  z.object({ ...base, type: z.enum(['date', 'time', 'toggle']) }),
  z.object({ ...base, type: z.enum(['choice', 'choices']), options: choices }),
  z.object({ ...base, type: z.literal('lookup'), minimum: z.number(), chosen: choice.optional() }),
]);
const remarkSchema = z.object({ text, link: z.object({ label: text, url: z.url() }).optional() });
/** All of a form but its card, which buttons carry beside it. */
const formSchema = z.object({
  key: formKeySchema,
  title: text,
  submit: text,
  remarks: z.array(remarkSchema),
  cautions: z.array(text),
  fields: z.array(fieldSchema),
  values: texts,
  labels: texts,
  locale: text.optional(),
  numbers: texts.optional(),
  errors: texts,
  step: text,
  back: z.boolean(),
  problem: text,
});

/** What look-ups offer is asked anew. */
export const encodeForm = (form: FormView): string =>
  deflateRawSync(JSON.stringify({ ...form, card: undefined, offers: undefined })).toString('base64url');

/** Undefined for what is no form. A claim like all that comes back: it is drawn, and judged when it is sent off. */
export function decodeForm(encoded: string): FormView | undefined {
  try {
    const json = inflateRawSync(Buffer.from(encoded, 'base64url'), { maxOutputLength: maxDecodedBytes });
    return formSchema.safeParse(JSON.parse(json.toString())).data as FormView | undefined;
  } catch {
    return undefined;
  }
}
