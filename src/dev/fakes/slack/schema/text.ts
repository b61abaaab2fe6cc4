/** Text, options and confirmations as Slack's reference of composition objects has them. */
import { z } from 'zod';

export const id = z.string().min(1).max(255);
export const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
export const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.boolean().optional() });
export const anyText = (most: number) => z.discriminatedUnion('type', [plainText(most), mrkdwn(most)]);

export const placeholder = plainText(150).optional();

const optionOf = <T extends z.ZodType>(text: T) =>
  z.strictObject({ text, value: z.string().min(1).max(150), description: plainText(75).optional() });
/** An option of a menu. */
export const option = optionOf(plainText(75));
/** Checkboxes and radio buttons take formatted text as well. */
export const boxOption = optionOf(anyText(75));
export const overflowOption = option.extend({ url: z.string().max(3000).optional() });
export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) });

export const confirm = z
  .strictObject({
    title: plainText(100),
    text: anyText(300),
    confirm: plainText(30),
    deny: plainText(30),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional();
