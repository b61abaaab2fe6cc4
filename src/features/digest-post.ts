/** Posts a digest: the headline, then its details beneath it. */
import { beneath, type CardRef } from '../core/arrival';
import type { Subscription } from '../opportunity/subscription';
import type { Edition } from './digest-edition';
import type { Services } from './services';

/** `mark` finds the headline again. Details that do not go through are left out: the headline stands there already. */
export async function postEdition(
  { outlet }: Pick<Services, 'outlet'>,
  { place }: Subscription,
  { headline, details }: Edition,
  mark?: string,
): Promise<{ readonly card: CardRef; readonly cut: unknown }> {
  const card = await outlet.post(place, headline, mark);
  try {
    for (const view of details) await outlet.post(beneath(card), view);
    return { card, cut: undefined };
  } catch (cut) {
    return { card, cut };
  }
}
