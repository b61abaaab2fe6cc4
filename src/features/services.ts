/** What features may use, and how they see the reader. */
import type { Usage } from '../core/command';
import type { Context, OpenContext } from '../core/context';
import type { OpportunityClient } from '../opportunity/client';
import { formatFor, type Format } from '../views/format';

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
export function formatOf({ arrival, services, now }: Open): Format {
  const { timezone = 'UTC', locale = 'en-US' } = arrival.person;
  return formatFor({ now, timezone, locale, currency: services.currency });
}
