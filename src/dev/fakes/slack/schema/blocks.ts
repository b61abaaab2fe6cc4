/** Blocks as Slack's reference has them, and where each may stand. */
import { z } from 'zod';
import { accessory, action, image, imageFields, input } from './elements';
import { anyText, id, mrkdwn, plainText } from './text';

const base = { block_id: id.optional() };
const block = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...base, ...shape });

const section = block('section', {
  text: anyText(3000).optional(),
  fields: z.array(anyText(2000)).min(1).max(10).optional(),
  accessory: accessory.optional(),
  expand: z.boolean().optional(),
}).refine(({ text, fields }) => text !== undefined || fields !== undefined, 'needs text or fields');

const header = block('header', { text: plainText(150), level: z.number().int().optional() });
const divider = block('divider', {});
const context = block('context', {
  elements: z
    .array(z.discriminatedUnion('type', [image, plainText(3000), mrkdwn(3000)]))
    .min(1)
    .max(10),
});
const actions = block('actions', { elements: z.array(action).min(1).max(25) });
const picture = block('image', { ...imageFields, title: plainText(2000).optional() });
const richText = block('rich_text', { elements: z.array(z.looseObject({ type: z.string() })) });
const inputBlock = block('input', {
  label: plainText(2000),
  element: input,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string() }),
  z.looseObject({ type: z.literal('rich_text') }),
]);
const table = block('table', {
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
        .nullable(),
    )
    .max(20)
    .optional(),
});
const point = z.strictObject({ label: z.string().min(1).max(20), value: z.number() });
const chart = block('data_visualization', {
  title: z.string().min(1).max(50),
  chart: z
    .strictObject({
      type: z.literal('bar'),
      series: z
        .array(z.strictObject({ name: z.string().min(1), data: z.array(point).min(1).max(20) }))
        .min(1)
        .max(6),
      axis_config: z.strictObject({
        categories: z.array(z.string()).min(1).max(20),
        x_label: z.string().optional(),
        y_label: z.string().optional(),
      }),
    })
    .refine(
      ({ series, axis_config: { categories } }) =>
        new Set(categories).size === categories.length &&
        series.every(({ data }) => data.every(({ label }) => categories.includes(label))),
      'every point needs a category of its own',
    ),
});
const markdown = block('markdown', { text: z.string().min(1).max(12_000) });

const everywhere = [section, header, divider, context, actions, picture, richText, inputBlock] as const;
/** Tables, charts and Markdown stand in messages alone. */
export const messageBlock = z.discriminatedUnion('type', [...everywhere, table, chart, markdown]);
export const modalBlock = z.discriminatedUnion('type', [...everywhere]);
