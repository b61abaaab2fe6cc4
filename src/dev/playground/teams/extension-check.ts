/** What the service would refuse about the answer of a message extension. */
import { z } from 'zod';
import { complaintsAbout, mostBytes } from './card-check';

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

const thumbnail = z.strictObject({
  contentType: z.literal('application/vnd.microsoft.card.thumbnail'),
  content: z.strictObject({
    title: z.string().min(1),
    text: z.string().optional(),
    tap: z
      .strictObject({ type: z.literal('invoke'), title: z.string().optional(), value: z.record(z.string(), z.json()) })
      .optional(),
  }),
});
const attachment = z.strictObject({
  contentType: z.literal(adaptiveCard),
  content: z.record(z.string(), z.unknown()),
  preview: thumbnail,
});
export type Attachment = z.infer<typeof attachment>;

const answer = z.strictObject({
  composeExtension: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('result'),
      attachmentLayout: z.enum(['list', 'grid']),
      attachments: z.array(attachment),
    }),
    z.strictObject({ type: z.literal('message'), text: z.string().min(1) }),
  ]),
});

export interface Answered {
  readonly attachments: readonly Attachment[];
  /** Words in place of a list. */
  readonly say: string;
}

/** Throws, with the complaints, for an answer that Teams would not show. */
export function readAnswer({ status, body }: { readonly status: number; readonly body: unknown }): Answered {
  if (status !== 200) throw new Error(`Unable to reach app: it answered ${String(status)}.`);
  const { data, error } = answer.safeParse(body);
  if (data === undefined) throw new Error(`Something went wrong. ${z.prettifyError(error)}`);
  const { composeExtension } = data;
  if (composeExtension.type === 'message') return { attachments: [], say: composeExtension.text };
  const complaints = composeExtension.attachments.flatMap(complaintsAboutAttachment);
  if (complaints.length > 0) throw new Error(`Something went wrong. ${complaints.join(' ')}`);
  return { attachments: composeExtension.attachments, say: '' };
}

function complaintsAboutAttachment(one: Attachment): readonly string[] {
  const bytes = Buffer.byteLength(JSON.stringify(one));
  const large = bytes > mostBytes ? [`An attachment has ${String(bytes)} bytes.`] : [];
  return [...large, ...complaintsAbout(one.content)];
}
