/** What a modal carries along unseen in `private_metadata`: which form it is, and where it was opened from. */
import type { FormKey } from '../../../core/forms/form-view';
import type { Origin } from '../outbound/origin';

export interface ModalMetadata {
  readonly origin: Origin;
  readonly key?: FormKey;
}

export const formatModalMetadata = (metadata: ModalMetadata): string => JSON.stringify(metadata);

/** Only this adapter writes it and only Slack, whose signature was checked, sends it back. */
export const parseModalMetadata = (text: string): ModalMetadata => JSON.parse(text) as ModalMetadata;
