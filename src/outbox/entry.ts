/** The outbox: every write is stored here before it is sent, and stays until nothing more can become of it. */
import type { MessageRef, Person, Conversation } from '../core/interaction';
import type { Difference } from '../core/errors';
import type { Author, Changes, NoteDraft } from '../opportunity/changes';
import type { OpportunityFields } from '../opportunity/fields';

/** A note that is to be written. `written`, ISO 8601, tells it from every other one. */
export type QueuedNote = Omit<NoteDraft, 'written'> & { readonly written: string };

/** What a person wants written. Plain JSON: it waits in the database over restarts and upgrades. */
export type ChangeRequest =
  | {
      readonly kind: 'change';
      readonly opportunity: number;
      readonly changes: Changes;
      /** What the person saw of it. */
      readonly expected: Changes;
      /** Keys of the losses that the person agreed to; absent, none is asked about. */
      readonly agreed?: readonly string[];
      /** Written first. */
      readonly note?: QueuedNote;
    }
  | { readonly kind: 'note'; readonly opportunity: number; readonly note: QueuedNote }
  /** `anew`: the attempt for which the person looked, and wants it although one like it may be there; told to older replicas. */
  | { readonly kind: 'create'; readonly draft: Changes; readonly anew?: number };

/**
 * `sending`: somebody is at it, until `due` by the database's clock. `queued`: tried again when `due`, by a replica's. `asked`: it was changed meanwhile,
 * `refused`: it cannot be written so, `unclear`: nobody can tell whether it was written; these three wait for the
 * person. `done`, `dropped` (by the person), `returned` (to the form, which still holds what was typed): over.
 */
export type EntryState = 'sending' | 'queued' | 'asked' | 'refused' | 'unclear' | 'done' | 'dropped' | 'returned';
export const waitingStates: readonly EntryState[] = ['sending', 'queued', 'asked', 'refused', 'unclear'];

/** Values of an opportunity's fields at one moment. */
export type FieldValues = { readonly [K in keyof OpportunityFields]?: OpportunityFields[K] };

export interface OutboxEntry {
  readonly id: string;
  /** The reference of the arrival that it came with: short, shown to the person, and in the log. */
  readonly reference: string;
  readonly wish: ChangeRequest;
  /** What the opportunity was called; empty when Autotask could not be asked. */
  readonly title: string;
  /** What happened once it is done, without the person's name: `Won`. */
  readonly news: string;
  /** What stands there where everything is stored so already: `Already in Verbal.` */
  readonly already?: string | undefined;
  readonly person: Person;
  readonly author: Author;
  readonly place: Conversation;
  readonly card?: MessageRef | undefined;
  readonly state: EntryState;
  /** How often Autotask was asked to take it: being looked at, or waiting for its turn, is no attempt. */
  readonly attempts: number;
  /** How often it was taken out, being put in included: it tells whoever is at it now from whoever was before. */
  readonly leaseCount: number;
  /** When something of it went out, last, of which nobody knows whether it arrived. */
  readonly sent?: Date | undefined;
  readonly requestedAt: Date;
  readonly due: Date;
  /** Known from the start, but for a new opportunity only when it is done. */
  readonly opportunity: number | undefined;
  /** What was stored right before, and right after, of the fields that were written. */
  readonly before?: FieldValues | undefined;
  readonly after?: FieldValues | undefined;
  /** The last failure, in words; empty when there is none. */
  readonly say: string;
  /** What is stored otherwise than the person saw it, while they are asked about it. */
  readonly differences?: readonly Difference[] | undefined;
  /** Of the form that it was sent off from. */
  readonly formSessionId?: string | undefined;
  /** The entry that this one takes back. */
  readonly undoes?: string | undefined;
}

/** What became of an entry: only what differs is given. */
export type EntryUpdate = Partial<
  Pick<OutboxEntry, 'state' | 'due' | 'opportunity' | 'before' | 'after' | 'say' | 'differences' | 'wish' | 'news'>
> & {
  readonly attempts?: number;
  /** Null: what went out is known to have arrived, or not to have. */
  readonly sent?: Date | null;
  /** Whoever completes it tells of it; somebody else after so many milliseconds. */
  readonly tell?: number;
  /** When to look whether it stands in Autotask twice. */
  readonly look?: Date;
};

/** Who has an entry in hand. */
export type EntryLease = Pick<OutboxEntry, 'id' | 'leaseCount'>;

/** Whoever takes an entry out has it for so long, from then on: longer than one request and what is looked up after it. Milliseconds. */
export const leaseDuration = 60_000;

/** What is stored right before something goes out. */
export interface SendAttempt {
  readonly sent: Date;
  readonly attempts: number;
  /** What is stored in Autotask of the fields that change. */
  readonly before?: FieldValues | undefined;
}

/** That it waits is seen where it was asked for, and what is returned stands in its form. */
export const needsNotification = ({ state }: Pick<OutboxEntry, 'state'>): boolean =>
  state !== 'queued' && state !== 'returned';

const nothingChanged = 'Nothing changed.';
/** In place of the news: everything that was wanted is stored so already. */
export const unchangedSummary = ({ already = 'It is so already.' }: Pick<OutboxEntry, 'already'>): string =>
  `${already} ${nothingChanged}`;
export const isUnchanged = ({ state, news }: Pick<OutboxEntry, 'state' | 'news'>): boolean =>
  state === 'done' && news.endsWith(nothingChanged);

/** One line of the record of who changed what: never altered, only let go of when it is too old. */
export interface AuditEvent {
  readonly at: Date;
  readonly reference: string;
  readonly person: Pick<Person, 'platform' | 'tenant' | 'id' | 'name'>;
  readonly resource: number;
  readonly place: Pick<Conversation, 'platform' | 'tenant' | 'conversation' | 'kind'>;
  readonly opportunity: number | undefined;
  readonly kind: ChangeRequest['kind'];
  readonly news: string;
  readonly fields: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
  readonly result: Exclude<EntryState, 'sending'>;
  /** Why, where it was not done. */
  readonly say: string;
}

export interface Outbox {
  /**
   * False, and nothing is put in, for an opening that is in already, and was not returned or dropped: a form sent off twice.
   * What is put in as `sending` is its caller's for one `leaseDuration`.
   */
  add(entry: OutboxEntry): Promise<boolean>;
  get(id: OutboxEntry['id']): Promise<OutboxEntry | undefined>;
  /**
   * Takes what is due, each for one caller alone: it is `sending` for one `leaseDuration`. A change
   * is left there while an earlier one by the same person of the same opportunity is `queued` or `sending`, and a change
   * of its status also while such a note is. Earlier is
   * what was asked earlier; of what was asked at the same moment, what was added earlier.
   */
  lease(now: Date, limit: number): Promise<readonly OutboxEntry[]>;
  /** Takes one that waits, whether it is due or not; undefined when somebody else is at it, or when it is over. */
  leaseOne(id: OutboxEntry['id']): Promise<OutboxEntry | undefined>;
  /** Nobody else can be at it: what is being sent was left behind by a process that died. */
  releaseExpired(): Promise<void>;
  /**
   * Right before something of it goes out; its lease begins anew. False when somebody else took it over, and nothing may
   * go out any more.
   */
  recordSend(entryLease: EntryLease, attempt: SendAttempt): Promise<boolean>;
  /** For a new opportunity: false when another entry created this one. */
  claimOpportunity(entryLease: EntryLease, opportunity: number): Promise<boolean>;
  /** Which of these opportunities other entries created. */
  claimedByOthers(entryLease: EntryLease, opportunities: readonly number[]): Promise<ReadonlySet<number>>;
  /**
   * What became of it and the line that tells of it are stored together. False, and nothing is stored, when somebody else
   * took it over.
   */
  complete(entryLease: EntryLease, update: EntryUpdate, auditEvent?: AuditEvent): Promise<boolean>;
  /** The person has read what became of it, and its cards say so. */
  markNotified(id: OutboxEntry['id']): Promise<void>;
  /** Those of which nobody told, since whoever should have has died: each for one caller alone, for one `leaseDuration`. */
  leaseUnnotified(limit: number): Promise<readonly OutboxEntry[]>;
  /** Those of which it is to be looked by now whether they stand in Autotask twice: each for one caller alone; looked at again at `again`. */
  leasePossibleDuplicates(now: Date, recheckAt: Date, limit: number): Promise<readonly OutboxEntry[]>;
  /** It was looked. */
  markDuplicatesChecked(id: OutboxEntry['id']): Promise<void>;
  /** What waits of one person (a resource, wherever it was asked for), the earliest first. */
  listWaiting(resource: number): Promise<readonly OutboxEntry[]>;
  /** What the same person asked earlier of the same opportunity, and got done only after this was asked; in that order. */
  completedBefore(id: OutboxEntry['id']): Promise<readonly OutboxEntry[]>;
  /** The latest that one person got done since a moment and has not taken back. */
  latestDone(resource: number, since: Date): Promise<OutboxEntry | undefined>;
  /** Whether it was taken back, or is being taken back. */
  isUndone(id: OutboxEntry['id']): Promise<boolean>;
  /** How many wait, in all. */
  countWaiting(): Promise<number>;
  /** What was done or tried with an opportunity, latest first. */
  history(opportunity: number, limit: number): Promise<readonly AuditEvent[]>;
  /** Lets go of entries that are over, and of lines, from before these moments. */
  forget(before: { readonly entries: Date; readonly lines: Date }): Promise<void>;
}
