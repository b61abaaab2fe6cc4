/** Posts a digest: the headline, then its details beneath it. */
import { threadOf, type MessageRef } from '../../core/interaction';
import type { Subscription } from '../../opportunity/subscription';
import type { ComposedDigest } from './edition';
import type { Services } from '../services';

/** `mark` finds the headline again. Details that do not go through are left out: the headline stands there already. */
export async function postDigest(
  { outlet: messenger }: Pick<Services, 'outlet'>,
  { place: conversation }: Subscription,
  { headline, details }: ComposedDigest,
  dedupeKey?: string,
): Promise<{ readonly card: MessageRef; readonly detailsError: unknown }> {
  const card = await messenger.post(conversation, headline, dedupeKey);
  try {
    for (const view of details) await messenger.post(threadOf(card), view);
    return { card, detailsError: undefined };
  } catch (detailsError) {
    return { card, detailsError };
  }
}
