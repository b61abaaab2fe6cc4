/** What a feature may know of the moment it runs in. */
import type { Interaction } from './interaction';
import type { Logger } from './log';

/** The CRM's own person behind a chat person. */
export interface LinkedUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  /** Until when this is taken for true without asking the CRM again. */
  readonly until?: Date;
  /** They are whom they were last, and nobody could be asked: what they want written waits. */
  readonly isRemembered?: boolean;
  /** The administrator who connected a person whose e-mail address differs, and when (ISO 8601). */
  readonly accountLink?: { readonly by: string; readonly at: string };
}

/** Before anybody was recognised: for what everyone may see, such as help. */
export interface PublicContext<S> {
  readonly interaction: Interaction;
  /** What was done, as one of a few kinds: `command`, `button`, `form`… */
  readonly kind: string;
  readonly services: S;
  readonly now: Date;
  /** Short id that ties what the person sees to the log. */
  readonly reference: string;
  readonly log: Logger;
}

export interface Context<S> extends PublicContext<S> {
  readonly user: LinkedUser;
  /** Of the form that is sent off, when one is. */
  readonly formSessionId?: string;
}
