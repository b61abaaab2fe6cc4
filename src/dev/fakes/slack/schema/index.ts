/** Whether Slack would take these blocks or this view; its complaints, in its own manner, when not. */
import { z } from 'zod';
import type { SlackJson } from '../fake-slack';
import { messageBlock, modalBlock } from './blocks';
import { id, option, plainText } from './text';

const modalSchema = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    blocks: z.array(modalBlock).max(100),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    private_metadata: z.string().max(3000).optional(),
    callback_id: id.optional(),
    external_id: id.optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  })
  .refine(({ blocks, submit }) => submit !== undefined || blocks.every(({ type }) => type !== 'input'), {
    message: 'submit is required when an input is in blocks',
  });
const homeSchema = z.strictObject({
  type: z.literal('home'),
  blocks: z.array(modalBlock).max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: id.optional(),
  external_id: id.optional(),
});
const hasOneTable = (blocks: readonly { type: string }[]) => blocks.filter(({ type }) => type === 'table').length <= 1;
const messageSchema = z.array(messageBlock).max(50).refine(hasOneTable, 'only one table is allowed in a message');
const unfurlSchema = z
  .array(modalBlock)
  .max(50)
  .refine((blocks) => blocks.every(({ type }) => type !== 'input'), 'input is not allowed beneath a link');
const suggestionsSchema = z.object({ options: z.array(option).max(100) });

/** All text of a message together; Slack refuses more with `msg_blocks_too_long`. */
export const maxMessageText = 13_000;

export const complaintsAboutBlocks = (blocks: unknown): string[] => [
  ...complaintsOf(messageSchema, blocks, '/blocks'),
  ...duplicateIds(blocks, '/blocks'),
];
/** What stands beneath a link, which takes what a modal takes, but no fields. */
export const complaintsAboutUnfurl = (blocks: unknown, at: string): string[] => [
  ...complaintsOf(unfurlSchema, blocks, at),
  ...duplicateIds(blocks, at),
];
export const complaintsAboutView = (view: unknown, kind: 'modal' | 'home' = 'modal'): string[] => [
  ...complaintsOf(kind === 'home' ? homeSchema : modalSchema, view, '/view'),
  ...duplicateIds(isSlackJson(view) ? view['blocks'] : [], '/view/blocks'),
];
export const complaintsAboutOptions = (answer: unknown): string[] => complaintsOf(suggestionsSchema, answer, '');

export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (!isSlackJson(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, inner]) => sum + (name === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}

function complaintsOf(schema: z.ZodType, value: unknown, at: string): string[] {
  const result = schema.safeParse(value);
  return (result.error?.issues ?? []).map(
    ({ message, path }) => `[ERROR] ${message} [json-pointer:${[at, ...path.map(String)].join('/')}]`,
  );
}

/** Ids that Slack wants once: block ids in the whole, action ids in a block. */
function duplicateIds(blocks: unknown, at: string): string[] {
  if (!Array.isArray(blocks)) return [];
  const pieces = blocks.filter(isSlackJson);
  const repeated = (ids: readonly unknown[]) =>
    ids.filter((one, index) => one !== undefined && ids.indexOf(one) < index);
  return [
    ...repeated(pieces.map((block) => block['block_id'])).map(
      (one) => `[ERROR] block_id "${String(one)}" exists twice [json-pointer:${at}]`,
    ),
    ...pieces.flatMap(({ elements }, index) =>
      repeated(Array.isArray(elements) ? elements.filter(isSlackJson).map((element) => element['action_id']) : []).map(
        (one) => `[ERROR] action_id "${String(one)}" exists twice [json-pointer:${at}/${String(index)}/elements]`,
      ),
    ),
  ];
}

const isSlackJson = (value: unknown): value is SlackJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
