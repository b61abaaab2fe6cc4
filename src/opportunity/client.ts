/** What features may ask of Autotask: the validated client as an interface. */
import type { FieldName } from './fields';
import type { ValidationResult } from './validate';
import type { Opportunity, PicklistValue, PicklistField } from './opportunity';
import type { Attachment, LookupMatch, Quote, QuoteChanges, SalesOrder } from './related';
import type { UdfRule } from './rules/udfs';
import type { Statuses } from './tenant';
import type { Author, Changes, NoteDraft } from './changes';

export type { Attachment, LookupMatch, Quote, QuoteChanges, SalesOrder } from './related';

/** Which opportunities. Every part narrows; dates are `yyyy-mm-dd`, `from` included and `before` not. */
export interface OpportunityFilter {
  /** Matches title, company, contact or owner. */
  readonly text?: string;
  readonly ids?: readonly number[];
  readonly owner?: readonly number[];
  readonly stage?: readonly number[];
  readonly status?: readonly number[];
  readonly company?: readonly number[];
  readonly category?: readonly number[];
  readonly closeFrom?: string;
  readonly closeBefore?: string;
  /** Closed, or lost, on this day or later. */
  readonly closedFrom?: string;
  readonly lostFrom?: string;
  /** Of one of these statuses, or closed or lost on this day or later. */
  readonly openOrEnded?: { readonly open: readonly number[]; readonly since: string };
  readonly amountFrom?: number;
  readonly amountBelow?: number;
  /** ISO 8601, UTC: last activity before this moment. */
  readonly quietSince?: string;
  /** ISO 8601, UTC: something happened to it since then, it was created, or ended on that day or later. */
  readonly activeSince?: string;
}

export interface Page {
  readonly opportunities: readonly Opportunity[];
  /** Pass it back for the next page; absent on the last one. */
  readonly next?: string;
}
/** The whole matching set, in few fields and without names (`withNames` adds them to the few that are shown). `complete` is false when the cap was reached: then no total may be shown. */
export interface ResultSet {
  readonly opportunities: readonly Opportunity[];
  readonly complete: boolean;
  readonly readAt: Date;
}

/** Ends a call early: its requests are given up. A write may have been carried out all the same. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}
export interface UpdateOptions extends CallOptions {
  /** What the person saw. Stored otherwise now: `Conflict`, and nothing is written. */
  readonly expected?: Changes;
  /** Written first, since a note can only point to an opportunity that is still open. */
  readonly note?: NoteDraft;
  /** Keys of the losses (`dataLosses`) that a person agreed to. Given, any other loss is `ConfirmationRequired`, unwritten. */
  readonly acceptedLosses?: readonly string[];
  /** An earlier attempt may have been carried out: a value that is stored as it is wanted is no conflict. */
  readonly isRetry?: boolean;
  /** As of a note. */
  readonly sentAt?: Date;
  /** Awaited right before anything is written: what is stored now, and what of it is to be changed. */
  readonly beforeWrite?: (stored: Opportunity, changes: Changes) => Promise<void>;
}
export interface CreateOptions extends NoteOptions {
  /** When the same draft may have been created before, without an answer: it is looked up first. */
  readonly possiblySentSince?: Date;
  /** Takes one that was found, or made, for this draft's; false when it is another draft's. */
  readonly claim?: (id: number) => Promise<boolean>;
  /** Which of these belong to other drafts. */
  readonly claimedByOthers?: (ids: readonly number[]) => Promise<ReadonlySet<number>>;
}
export interface NoteOptions extends CallOptions {
  /** When an earlier attempt went out without an answer: not found, it is not sent again before `lateArrivalLimit` is over. */
  readonly sentAt?: Date;
  /** Awaited right before it goes out. */
  readonly beforeWrite?: () => Promise<void>;
}

/**
 * A request may be carried out after its connection ended: 45 seconds later was seen, gateways hold one for two minutes
 * at most, and the clocks of two replicas may be a minute apart. Until then it is looked up, and not sent again. Milliseconds.
 */
export const lateArrivalLimit = 3 * 60_000;

/** What may stand in Autotask more than once. */
export type DuplicateSearch =
  { readonly draft: Changes; readonly since: Date } | { readonly opportunity: number; readonly note: NoteDraft };

/** The tenant's own lists and the administrator's choices among them. */
export interface Picklists {
  /** Every value of a picklist, in the tenant's order, retired ones included. */
  all(field: PicklistField | 'actionType'): readonly PicklistValue[];
  /** What may be offered. */
  selectable(field: PicklistField | 'actionType'): readonly PicklistValue[];
  /** Status ids by meaning, resolved from the tenant's labels. */
  readonly statuses: Statuses;
  /** The stages that the administrator named; undefined leaves the stage unchanged. */
  readonly wonStage: PicklistValue | undefined;
  readonly lostStage: PicklistValue | undefined;
  /** The longest text that this tenant takes for a field, in characters. */
  maxLength(field: FieldName): number;
  /** Whether this tenant demands the field. */
  isRequired(field: FieldName): boolean;
}

export interface Resource {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
}

/** Somebody who may be let in. */
export interface ActiveResource extends Resource {
  /** In small letters; each may be somebody else's as well. */
  readonly emails: readonly string[];
  /** Until when this is taken for true without asking Autotask again. */
  readonly trustedUntil: Date;
}

/**
 * Failures: `NotFound` (no such record), `ConfirmationRequired` (something would be lost that nobody agreed to), `Rejected` (a rule here, or Autotask in its own words), `AccessDenied`
 * (credentials or rights), `Conflict` (stored otherwise meanwhile), `Unavailable` (slow, limited, down),
 * `UnexpectedResponse` (an answer of the wrong shape).
 */
export interface OpportunityClient extends Lookups, RelatedRecords {
  get(id: number, options?: CallOptions): Promise<Opportunity>;
  find(filter: OpportunityFilter, page: { size: number; after?: string } & CallOptions): Promise<Page>;
  /** Reads the whole matching set once, up to the cap that `complete` tells of. */
  all(filter: OpportunityFilter, options?: CallOptions): Promise<ResultSet>;
  /**
   * Reads the whole matching set and hands each opportunity over once, without names, keeping none: for sets that are
   * too large to be held. `complete` is false when there are more than even that may be.
   */
  each(
    filter: OpportunityFilter,
    visit: (opportunity: Opportunity) => void,
    options?: CallOptions,
  ): Promise<Pick<ResultSet, 'complete' | 'readAt'>>;
  /** The same opportunities with the names of company, contact and owner: one look-up per kind of name not yet known. */
  withNames(opportunities: readonly Opportunity[]): Promise<readonly Opportunity[]>;
  /** One look-up for those not yet known; `#123` where a name cannot be read. */
  namesOf(kind: 'company' | 'resource', ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** The tenant's categories of companies, retired ones included; none where it keeps no such list. */
  companyCategories(): Promise<readonly PicklistValue[]>;
  /** The companies of these categories. */
  companiesIn(categories: readonly number[], options?: CallOptions): Promise<ReadonlySet<number>>;
  count(filter: OpportunityFilter, options?: CallOptions): Promise<number>;

  /**
   * What `update` or `create` would refuse, and what Autotask would do beyond the change: for showing before the
   * person confirms. Without an opportunity the changes are validated as a new one.
   */
  validate(opportunity: Opportunity | undefined, changes: Changes): Promise<ValidationResult>;
  /** Reads, validates, PATCHes what differs and answers with the record as stored afterwards. */
  update(id: number, changes: Changes, author: Author, options?: UpdateOptions): Promise<Opportunity>;
  /** Work that nobody else's change to the same opportunity comes in between; what it changes, it changes by `update`. */
  withLock<T>(id: number, work: (update: OpportunityClient['update']) => Promise<T>, options?: CallOptions): Promise<T>;
  create(draft: Changes, author: Author, options?: CreateOptions): Promise<Opportunity>;
  /** Writes a company note that points to the opportunity, which must still be open. */
  note(id: number, note: NoteDraft, author: Author, options?: NoteOptions): Promise<void>;
  /** The ids of all opportunities, or notes, that are what was sent. */
  findDuplicates(search: DuplicateSearch, author: Author): Promise<readonly number[]>;

  picklists(): Promise<Picklists>;
  /** The tenant's own fields of opportunities. */
  userDefinedFields(): Promise<readonly UdfRule[]>;
  /** Active resources with exactly this e-mail address (any of their three), whatever its case. */
  resourcesByEmail(email: string): Promise<readonly ActiveResource[]>;
  /** The active resource with this id. */
  activeResource(id: number): Promise<ActiveResource | undefined>;
  /** The record in Autotask's web application. Throws `Unavailable` before Autotask was reached at all. */
  url(id: number): string;
}

/** Look-ups by what was typed: active records alone, the best twenty of them. */
export interface Lookups {
  companies(typed: string, options?: CallOptions): Promise<readonly LookupMatch[]>;
  /** Of one company; an empty text lists them. */
  contacts(company: number, typed: string, options?: CallOptions): Promise<readonly LookupMatch[]>;
  resources(typed: string): Promise<readonly LookupMatch[]>;
  products(typed: string, options?: CallOptions): Promise<readonly LookupMatch[]>;
  /** What a record that was chosen is called; `#123` where its name cannot be read. */
  nameOf(kind: 'company' | 'contact' | 'resource', id: number): Promise<string>;
}

export interface RelatedRecords {
  /** The primary one first. */
  quotes(opportunity: number, options?: CallOptions): Promise<readonly Quote[]>;
  /** Validated by the rules for the quotes of one opportunity; answers with all of them as stored afterwards. */
  updateQuote(id: number, changes: QuoteChanges, author: Author): Promise<readonly Quote[]>;
  salesOrders(opportunity: number, options?: CallOptions): Promise<readonly SalesOrder[]>;
  attachments(opportunity: number, options?: CallOptions): Promise<readonly Attachment[]>;
}
