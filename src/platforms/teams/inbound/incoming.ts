/** An activity as Teams sends it, reduced to what the adapter reads and checked for shape. */
import { z } from 'zod';

const optional = <T>(schema: z.ZodType<T>) => schema.nullish().transform((value) => value ?? undefined);
const text = optional(z.string());

const entitySchema = z.object({
  type: text,
  text,
  timezone: text,
  mentioned: optional(z.object({ id: z.string() })),
});

const activitySchema = z.object({
  type: z.string(),
  /** Of an invoke: what is asked for. */
  name: text,
  id: z.string().min(1),
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  conversation: z.object({ id: z.string().min(1), conversationType: text, tenantId: text }),
  from: z.object({ id: z.string().min(1), name: text }),
  recipient: z.object({ id: z.string().min(1), name: text, isTargeted: optional(z.boolean()) }),
  channelData: optional(z.object({ tenant: optional(z.object({ id: text })), team: optional(z.object({ id: text })) })),
  text,
  value: z.unknown().optional(),
  replyToId: text,
  /** Of an installationUpdate: `add`, `remove`, … */
  action: text,
  locale: text,
  localTimezone: text,
  entities: optional(z.array(entitySchema)),
});
export type IncomingActivity = z.infer<typeof activitySchema>;

/** Undefined for what no Teams client sends. */
export const parseIncomingActivity = (body: unknown): IncomingActivity | undefined =>
  activitySchema.safeParse(body).data;
