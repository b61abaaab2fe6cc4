/** An activity as Teams sends it, reduced to what the adapter reads and checked for shape. */
import { z } from 'zod';

const maybe = <T>(schema: z.ZodType<T>) => schema.nullish().transform((value) => value ?? undefined);
const text = maybe(z.string());

const entity = z.object({
  type: text,
  text,
  timezone: text,
  mentioned: maybe(z.object({ id: z.string() })),
});

const activity = z.object({
  type: z.string(),
  /** Of an invoke: what is asked for. */
  name: text,
  id: z.string().min(1),
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  conversation: z.object({ id: z.string().min(1), conversationType: text, tenantId: text }),
  from: z.object({ id: z.string().min(1), name: text }),
  recipient: z.object({ id: z.string().min(1), name: text, isTargeted: maybe(z.boolean()) }),
  channelData: maybe(z.object({ tenant: maybe(z.object({ id: text })), team: maybe(z.object({ id: text })) })),
  text,
  value: z.unknown().optional(),
  replyToId: text,
  /** Of an installationUpdate: `add`, `remove`, … */
  action: text,
  locale: text,
  localTimezone: text,
  entities: maybe(z.array(entity)),
});
export type Incoming = z.infer<typeof activity>;

/** Undefined for what no Teams client sends. */
export const readIncoming = (body: unknown): Incoming | undefined => activity.safeParse(body).data;
