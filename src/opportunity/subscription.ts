/** A conversation that reads the digest: when, about what, and who set it up. Plain JSON where it is stored. */
import type { Person, Conversation } from '../core/interaction';
import type { Schedule } from '../core/schedule';
import type { Criteria, NamedRecord } from './criteria';

export type DigestKind = 'daily' | 'weekly';

export interface Subscription {
  readonly id: string;
  readonly place: Conversation;
  readonly kind: DigestKind;
  readonly schedule: Schedule;
  /** What it tells of: open opportunities that match. Only owner, stage, category and amount are used. */
  readonly criteria: Criteria;
  /** Companies of these categories alone. */
  readonly companyCategory?: readonly NamedRecord[] | undefined;
  /** Nothing is posted on a day on which nothing moved and nothing needs a hand. */
  readonly skipsQuiet: boolean;
  /** Owners of what needs a hand are mentioned. */
  readonly mentions: boolean;
  /** Details come in the thread of the headline. */
  readonly threads: boolean;
  /** Recurring per month, and one-time, to be won a month; undefined where no goal is set. */
  readonly goal?: { readonly recurring: number; readonly oneTime: number } | undefined;
  readonly paused: boolean;
  /** Paused by the bot itself, because its author may not read any more: whoever resumes it takes it over. */
  readonly abandoned?: boolean;
  /** Who set it up last: told when it cannot be sent. */
  readonly author: Person;
  /** Whom the author is in Autotask: the digest is read with their eyes. */
  readonly resource: number;
}

/** One planned sending. `due` is what makes it one: there is never a second run of the same subscription and moment. */
export interface ScheduledRun {
  readonly id: string;
  readonly subscription: Subscription;
  readonly due: Date;
}

export type RunOutcome = 'sent' | 'quiet' | 'skipped' | 'failed' | 'unclear';

export interface SubscriptionStore {
  /** Of one conversation. */
  listIn(place: Conversation): Promise<readonly Subscription[]>;
  get(id: string): Promise<Subscription | undefined>;
  /** Creates or replaces it; the next run is planned anew. Undefined plans none. */
  save(subscription: Subscription, next: Date | undefined): Promise<void>;
  remove(id: string): Promise<void>;
  /**
   * Takes what is due: each run is handed to one caller alone, however many replicas ask. `next` plans the run after
   * it. A moment that was missed while the bot was down comes once: the latest one, not one for each day. A run that
   * nobody has begun or finished long after is handed out again: whoever took it may have died before telling anybody.
   */
  leaseDue(
    now: Date,
    next: (subscription: Subscription, after: Date) => Date | undefined,
  ): Promise<readonly ScheduledRun[]>;
  /** Right before it is posted: false when another attempt began it already, and nobody knows how that ended. */
  begin(run: ScheduledRun['id']): Promise<boolean>;
  /** An attempt that certainly posted nothing: it may begin again. */
  release(run: ScheduledRun['id']): Promise<void>;
  finish(run: ScheduledRun['id'], outcome: RunOutcome, now: Date): Promise<void>;
  /** It was posted by hand, as read at that moment: the next one compares with it. */
  markSent(subscription: Subscription['id'], at: Date): Promise<void>;
  /** When it was last sent. */
  lastSent(subscription: Subscription['id']): Promise<Date | undefined>;
  /** Lets go of runs that were due before. */
  forget(before: Date): Promise<void>;
}

/** Milliseconds after which a run that nobody has begun is handed out again: far longer than all attempts take. */
export const reassignAfter = 30 * 60_000;
