/** One digest, ready to be posted: what is read and made of it, once for preview, `now` and every planned run. */
import type { View } from '../core/reply';
import type { Reading } from '../opportunity/figures';
import type { Subscription } from '../opportunity/subscription';
import { digestNow } from './digest';
import type { Here } from './services';

export interface Edition {
  readonly headline: View;
  /** What belongs into its thread where the digest is set so; otherwise the headline has it all. */
  readonly details: readonly View[];
  /** Nothing moved and nothing needs a hand. */
  readonly quiet: boolean;
  /** What was read, to compare the next one with. */
  readonly reading?: Reading;
}

export interface EditionWanted {
  /** Whose filters, zone and goal count; without one everything is told, where the asker is. */
  readonly subscription: Subscription | undefined;
  /** When it should have come, where that was missed. */
  readonly late?: Date;
}

export async function editionOf(context: Here, { subscription }: EditionWanted): Promise<Edition> {
  return { headline: await digestNow(context, subscription?.criteria), details: [], quiet: false };
}
