/** The buttons of digests. Ids are permanent: old cards stay in channels for years. */
import { z } from 'zod';
import { defineFormButton, defineReplyButton } from '../../views/buttons';

/** A digest by its id; without one, a new digest of this kind. */
export const digestFormState = z.object({
  subscription: z.string().optional(),
  kind: z.enum(['daily', 'weekly']).optional(),
});
const digestPayload = z.object({ subscription: z.string() });
export const digestFormButton = defineFormButton('digest.settings', 'Digest settings', digestFormState);
export const digestPauseButton = defineReplyButton('digest.pause', digestPayload.extend({ paused: z.boolean() }));
export const digestRemoveButton = defineReplyButton('digest.remove', digestPayload);
export const digestPreviewButton = defineReplyButton('digest.preview', digestPayload);
/** Posts to the conversation of the digest, wherever it is pressed. */
export const digestSendButton = defineReplyButton('digest.send', digestPayload);

/** Which digest, and which snapshots it was compared with: when it is refreshed, it compares with the same. ISO 8601. */
const digestViewPayload = z.object({
  subscription: z.string().optional(),
  kind: z.enum(['daily', 'weekly']).optional(),
  before: z.iso.datetime().optional(),
  week: z.iso.datetime().optional(),
  part: z.enum(['whole', 'headline']).optional(),
});
export type DigestViewPayload = z.infer<typeof digestViewPayload>;
export const digestRefreshButton = defineReplyButton('digest.refresh', digestViewPayload);
/** Lists the opportunities behind one figure; without `figure`, lists all figures. `of` is the key they are stored by. */
export const digestExplainButton = defineReplyButton(
  'digest.explain',
  z.object({ of: z.string(), figure: z.string().optional(), page: z.number().int().nonnegative().optional() }),
);
