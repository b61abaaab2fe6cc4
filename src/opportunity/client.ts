/** What features may ask of Autotask: the validated client as an interface. */
import type { FieldName, OpportunityFields } from './fields';
import type { Opportunity, Picked, PickedField } from './opportunity';

/** Who a write is for. Written into the note, and sent as `ImpersonationResourceId` where the tenant permits it. */
export interface Author {
  readonly id: number;
  readonly name: string;
}

/** Which opportunities. Every part narrows; dates are `yyyy-mm-dd`, `from` included and `before` not. */
export interface OpportunityFilter {
  /** Matches title, company name or contact name. */
  readonly text?: string;
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
  readonly amountFrom?: number;
  readonly amountBelow?: number;
  /** ISO 8601, UTC: last activity before this moment. */
  readonly quietSince?: string;
}

export interface Page {
  readonly opportunities: readonly Opportunity[];
  /** Pass it back for the next page; absent on the last one. */
  readonly next?: string;
}
/** The whole matching set, in few fields and without names (`named` adds them to the few that are shown). `complete` is false when the cap was reached: then no total may be shown. */
export interface Everything {
  readonly opportunities: readonly Opportunity[];
  readonly complete: boolean;
  readonly readAt: Date;
}

/** Writable fields with their new values; null clears. */
export type Changes = {
  readonly [K in Exclude<FieldName, 'id'>]?: OpportunityFields[K] | null;
};
export interface NoteDraft {
  readonly title: string;
  readonly text: string;
  readonly actionType?: number;
}

/** The tenant's own lists and the administrator's choices among them. */
export interface Picklists {
  /** Every value of a picklist, in the tenant's order, retired ones included. */
  all(field: PickedField | 'actionType'): readonly Picked[];
  /** What may be offered. */
  offered(field: PickedField | 'actionType'): readonly Picked[];
  /** Status ids by meaning, resolved from the tenant's labels. */
  readonly statuses: { readonly open: readonly number[]; readonly closed: number; readonly lost: number };
  /** The stages that the administrator named; undefined leaves the stage unchanged. */
  readonly wonStage: Picked | undefined;
  readonly lostStage: Picked | undefined;
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

/**
 * Failures: `NotFound` (no such record), `Refused` (a rule here, or Autotask in its own words), `NotAllowed`
 * (credentials or rights), `Unavailable` (slow, limited, down), `ContractBroken` (an answer of the wrong shape).
 */
export interface OpportunityClient {
  get(id: number): Promise<Opportunity>;
  find(filter: OpportunityFilter, page: { size: number; after?: string }): Promise<Page>;
  /** Reads the whole matching set once, up to the cap that `complete` tells of. */
  all(filter: OpportunityFilter): Promise<Everything>;
  /** The same opportunities with the names of company, contact and owner: one look-up per kind of name not yet known. */
  named(opportunities: readonly Opportunity[]): Promise<readonly Opportunity[]>;
  count(filter: OpportunityFilter): Promise<number>;
  /**
   * Reads, judges the change, PATCHes what differs and answers with the record as stored afterwards. Throws `Conflict`
   * when a field named in `expected` is not stored with that value any more: nothing is written then.
   */
  change(id: number, changes: Changes, author: Author, expected?: Changes): Promise<Opportunity>;
  /** Writes a company note that points to the opportunity, which must still be open. */
  note(id: number, note: NoteDraft, author: Author): Promise<void>;
  picklists(): Promise<Picklists>;
  /** Active resources with exactly this e-mail address (any of their three), whatever its case. */
  resourcesByEmail(email: string): Promise<readonly Resource[]>;
  /** The record in Autotask's web application. */
  url(id: number): string;
}
