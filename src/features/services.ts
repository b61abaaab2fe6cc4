/** What features may use, and how they see the reader. */
import type { Person, Place } from '../core/arrival';
import type { Usage } from '../core/command';
import type { Connections, Somebody } from '../core/connections';
import type { Context, OpenContext } from '../core/context';
import type { Outlet } from '../core/outlet';
import type { Finding } from '../core/finding';
import type { Reader, View } from '../core/reply';
import type { Store } from '../core/store';
import type { OpportunityClient } from '../opportunity/client';
import type { Readings } from '../opportunity/figures';
import type { Watches } from '../opportunity/watch';
import type { Subscriptions } from '../opportunity/subscription';
import type { Outbox } from '../opportunity/outbox';
import type { Carry } from '../outbox/carry';
import type { Told } from '../outbox/told';
import { createFormat, type Format } from '../views/format';
import type { Permissions } from './permission';

/** Who may change digests: every linked member; whoever set it up; or these e-mail addresses alone. */
export type Editors = 'everyone' | 'author' | readonly string[];

export interface Services {
  readonly opportunities: OpportunityClient;
  /** ISO 4217: Autotask keeps all figures of opportunities in the tenant's one currency. */
  readonly currency: string;
  readonly subscriptions: Subscriptions;
  readonly readings: Readings;
  readonly store: Store;
  readonly digestEditors: Editors;
  /** After so many days in one stage an opportunity is stuck; `stages` by id or label, in small letters. */
  readonly stuckDays: { readonly usual: number; readonly stages: Readonly<Record<string, number>> };
  /** What is said where nobody asked. */
  readonly outlet: Outlet;
  readonly newId: () => string;
  readonly watches: Watches;
  /** Whether the bot's surroundings are in order. Never rejects. */
  examine(): Promise<readonly Finding[]>;
  readonly permissions: Permissions;
  readonly connections: Connections;
  /** Throws `NotAllowed` when this person may not read there any more. */
  readmit(person: Person, place: Place): Promise<void>;
  /** A private message. Rejects when it cannot be delivered. */
  tell(who: Somebody, view: View): Promise<void>;
  /** False when none of them could be reached. */
  tellAdministrators(view: View): Promise<boolean>;
  /** Where every write waits until it is done, and how one is carried out. */
  readonly outbox: Outbox;
  readonly carry: Carry;
  readonly told: Pick<Told, 'soon'>;
  /** All commands, for help. */
  usages(): readonly Usage[];
  /** The command that a word is plausibly a slip of. */
  nearest(word: string): string | undefined;
}

export type Here = Context<Services>;
export type Open = OpenContext<Services>;

/** Numbers and dates as this person writes them. */
export const formatOf = (context: Open): Format => formatFor(context, context.arrival.person);

/** What is needed to draw a card when nobody arrived. */
export type Moment = Pick<Open, 'services' | 'now'>;

/** The same for somebody else who reads it. */
export const formatFor = ({ services, now }: Moment, { timezone = 'UTC', locale = 'en-US' }: Reader): Format =>
  createFormat({ now, timezone, locale, currency: services.currency });
