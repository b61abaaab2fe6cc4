/** What a feature may know of the moment it runs in. */
import type { Arrival } from './arrival';
import type { Logger } from './log';

/** The CRM's own person behind a chat person. */
export interface Colleague {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

/** Before anybody was recognised: for what everyone may see, such as help. */
export interface OpenContext<S> {
  readonly arrival: Arrival;
  /** What was done, as one of a few kinds: `command`, `button`, `form`… */
  readonly kind: string;
  readonly services: S;
  readonly now: Date;
  /** Short id that ties what the person sees to the log. */
  readonly reference: string;
  readonly log: Logger;
}

export interface Context<S> extends OpenContext<S> {
  readonly me: Colleague;
}
