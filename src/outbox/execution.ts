/** What becomes of an entry when it is carried out, and what carrying it out needs. */
import type { Outbox, OutboxEntry } from './entry';
import type { Opportunity } from '../opportunity/opportunity';
import type { BotError } from '../core/errors';
import type { OpportunityClient } from '../opportunity/client';
import type { Logger } from '../core/log';

export type ExecutionResult =
  | { readonly kind: 'done'; readonly entry: OutboxEntry; readonly opportunity: Opportunity | undefined }
  | { readonly kind: 'queued'; readonly entry: OutboxEntry; readonly error: unknown }
  | { readonly kind: 'failed'; readonly entry: OutboxEntry; readonly error: BotError }
  /** It was done before; by now it stands in Autotask more than once. `copies` are the ids of all of them. */
  | { readonly kind: 'doubled'; readonly entry: OutboxEntry; readonly copies: readonly number[] };

export interface ExecuteDeps {
  readonly opportunities: OpportunityClient;
  readonly outbox: Outbox;
  /** Asked before what waited is sent: throws `NotAllowed` where its person may not make that change any more. */
  readonly authorize?: (entry: OutboxEntry) => Promise<void>;
  readonly clock: () => Date;
  readonly log: Logger;
}
