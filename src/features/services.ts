/** What features may use, and how they see the reader. */
import type { Usage } from '../core/command';
import type { Context, OpenContext } from '../core/context';
import type { Reader } from '../core/reply';
import type { OpportunityClient } from '../opportunity/client';
import { createFormat, type Format } from '../views/format';

export interface Services {
  readonly opportunities: OpportunityClient;
  /** ISO 4217: Autotask keeps all figures of opportunities in the tenant's one currency. */
  readonly currency: string;
  /** All commands, for help. */
  usages(): readonly Usage[];
  /** The command that a word is plausibly a slip of. */
  nearest(word: string): string | undefined;
}

export type Here = Context<Services>;
export type Open = OpenContext<Services>;

/** Numbers and dates as this person writes them. */
export const formatOf = (context: Open): Format => formatFor(context, context.arrival.person);

/** The same for somebody else who reads it. */
export const formatFor = ({ services, now }: Open, { timezone = 'UTC', locale = 'en-US' }: Reader): Format =>
  createFormat({ now, timezone, locale, currency: services.currency });
