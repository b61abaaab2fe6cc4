/** What the service would refuse about the answer of a message extension. */
import { z } from 'zod';
import { complaintsAboutCard, maxMessageBytes } from './card-check';

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

const thumbnailSchema = z.strictObject({
  contentType: z.literal('application/vnd.microsoft.card.thumbnail'),
  content: z.strictObject({
    title: z.string().min(1),
    text: z.string().optional(),
    tap: z
      .strictObject({ type: z.literal('invoke'), title: z.string().optional(), value: z.record(z.string(), z.json()) })
      .optional(),
  }),
});
const attachmentSchema = z.strictObject({
  contentType: z.literal(adaptiveCard),
  content: z.record(z.string(), z.unknown()),
  preview: thumbnailSchema,
});
export type ExtensionAttachment = z.infer<typeof attachmentSchema>;

const extensionResponse = z.strictObject({
  composeExtension: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('result'),
      attachmentLayout: z.enum(['list', 'grid']),
      attachments: z.array(attachmentSchema),
    }),
    z.strictObject({ type: z.literal('message'), text: z.string().min(1) }),
  ]),
});

export interface ExtensionResponse {
  readonly attachments: readonly ExtensionAttachment[];
  /** Words in place of a list. */
  readonly say: string;
}

/** Throws, with the complaints, for an answer that Teams would not show. */
export function parseExtensionResponse({
  status,
  body,
}: {
  readonly status: number;
  readonly body: unknown;
}): ExtensionResponse {
  if (status !== 200) throw new Error(`Unable to reach app: it answered ${String(status)}.`);
  const { data, error } = extensionResponse.safeParse(body);
  if (data === undefined) throw new Error(`Something went wrong. ${z.prettifyError(error)}`);
  const { composeExtension } = data;
  if (composeExtension.type === 'message') return { attachments: [], say: composeExtension.text };
  const complaints = composeExtension.attachments.flatMap(complaintsAboutAttachment);
  if (complaints.length > 0) throw new Error(`Something went wrong. ${complaints.join(' ')}`);
  return { attachments: composeExtension.attachments, say: '' };
}

function complaintsAboutAttachment(one: ExtensionAttachment): readonly string[] {
  const bytes = Buffer.byteLength(JSON.stringify(one));
  const large = bytes > maxMessageBytes ? [`An attachment has ${String(bytes)} bytes.`] : [];
  return [...large, ...complaintsAboutCard(one.content)];
}
