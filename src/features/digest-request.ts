/** Which digest is wanted: whose, since when, and for whom to see. */
import type { Gathering } from './digest-gathering';
import type { DigestKind } from '../opportunity/subscription';

export interface EditionWanted extends Pick<Gathering, 'subscription' | 'again'> {
  /** Where there is no subscription to say it; a daily one otherwise. */
  readonly kind?: DigestKind | undefined;
  /** When it should have come, where that was missed. */
  readonly late?: Date;
  /** All in one card, also where its details would come in the thread. */
  readonly whole?: boolean;
  /** Nobody but the asker sees it. */
  readonly preview?: boolean;
  /** It is posted for everybody: owners are mentioned where that is set so. */
  readonly mentions?: boolean;
}
