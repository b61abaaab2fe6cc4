/** What features may use, and how they see the reader. */
import type { Person, Conversation } from '../core/interaction';
import type { CommandHelp } from '../core/commands/command';
import type { AccountLinks, ChatUser } from '../core/account-links';
import type { Context, PublicContext } from '../core/context';
import type { Messenger } from '../core/platform';
import type { CheckResult } from '../core/health-check';
import type { Viewer, View } from '../core/reply';
import type { KeyValueStore } from '../core/key-value-store';
import type { OpportunityClient } from '../opportunity/client';
import type { SnapshotStore } from '../opportunity/snapshot';
import type { WatchStore } from './watch/detect-changes';
import type { SubscriptionStore } from '../opportunity/subscription';
import type { Outbox } from '../outbox/entry';
import type { ExecuteEntry } from '../outbox/execute';
import type { NotificationMarker } from '../outbox/notify';
import { createFormat, type Format } from '../views/format';
import type { Permissions } from './permission';

/** Who may change digests: every linked member; whoever set it up; or these e-mail addresses alone. */
export type Editors = 'everyone' | 'author' | readonly string[];

export interface Services {
  readonly opportunities: OpportunityClient;
  /** ISO 4217: Autotask keeps all figures of opportunities in the tenant's one currency. */
  readonly currency: string;
  readonly subscriptions: SubscriptionStore;
  readonly readings: SnapshotStore;
  readonly store: KeyValueStore;
  readonly digestEditors: Editors;
  /** After so many days in one stage an opportunity is stuck; `stages` by id or label, in small letters. */
  readonly stuckDays: { readonly usual: number; readonly stages: Readonly<Record<string, number>> };
  /** What is said where nobody asked. */
  readonly outlet: Messenger;
  readonly newId: () => string;
  readonly watches: WatchStore;
  /** Whether the bot's surroundings are in order. Never rejects. */
  runHealthChecks(): Promise<readonly CheckResult[]>;
  readonly permissions: Permissions;
  readonly connections: AccountLinks;
  /** Throws `AccessDenied` when this person may not read there any more. */
  readmit(person: Person, conversation: Conversation): Promise<void>;
  /** A private message. Rejects when it cannot be delivered. */
  tell(who: ChatUser, view: View): Promise<void>;
  /** False when none of them could be reached. */
  tellAdministrators(view: View): Promise<boolean>;
  /** Where every write waits until it is done, and how one is carried out. */
  readonly outbox: Outbox;
  readonly execute: ExecuteEntry;
  readonly notifier: Pick<NotificationMarker, 'markSoon'>;
  /** All commands, for help. */
  usages(): readonly CommandHelp[];
  /** The command that a word is plausibly a slip of. */
  nearest(word: string): string | undefined;
}

/** The same for one interaction: what the tenant has of its own is asked for once, however many steps need it. */
export function servicesForInteraction(services: Services): Services {
  const { opportunities } = services;
  const picklists = loadedOnce(() => opportunities.picklists());
  const userDefinedFields = loadedOnce(() => opportunities.userDefinedFields());
  return { ...services, opportunities: { ...opportunities, picklists, userDefinedFields } };
}
/** A failure is not remembered: the next one who asks may have more luck. */
function loadedOnce<T>(load: () => Promise<T>): () => Promise<T> {
  const loaded: { value?: Promise<T> } = {};
  return async () => {
    loaded.value ??= load();
    try {
      return await loaded.value;
    } catch (error) {
      delete loaded.value;
      throw error;
    }
  };
}

export type FeatureContext = Context<Services>;
export type PublicFeatureContext = PublicContext<Services>;

/** Numbers and dates as this person writes them. */
export const formatOf = (context: PublicFeatureContext): Format => formatFor(context, context.interaction.person);

/** What is needed to draw a card when nobody arrived. */
export type ViewContext = Pick<PublicFeatureContext, 'services' | 'now'>;

/** The same for somebody else who reads it. */
export const formatFor = ({ services, now }: ViewContext, { timezone = 'UTC', locale = 'en-US' }: Viewer): Format =>
  createFormat({ now, timezone, locale, currency: services.currency });
