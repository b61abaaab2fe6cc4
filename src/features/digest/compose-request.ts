/** Which digest is wanted: whose, since when, and for whom to see. */
import type { DigestDataRequest } from './gather';
import type { DigestKind } from '../../opportunity/subscription';

export interface ComposeRequest extends Pick<DigestDataRequest, 'subscription' | 'again'> {
  /** Where there is no subscription to say it; a daily one otherwise. */
  readonly kind?: DigestKind | undefined;
  /** When it should have come, where that was missed. */
  readonly dueAt?: Date;
  /** All in one card, also where its details would come in the thread. */
  readonly singleCard?: boolean;
  /** Nobody but the asker sees it. */
  readonly preview?: boolean;
  /** It is posted for everybody: owners are mentioned where that is set so. */
  readonly mentions?: boolean;
}
