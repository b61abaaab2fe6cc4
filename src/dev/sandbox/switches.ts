/** Every behaviour that Autotask's documentation leaves open, as a switch; `documentedSwitches` is what the documentation suggests. */
export interface BehaviorSwitches {
  /** A GET of an id that does not exist: 200 with `item: null`, or 404. Both are reported. */
  missingRecord: 'null-item' | 'not-found';
  /** How dates are written: with milliseconds and `Z`, or with neither. Both are reported. */
  dates: 'utc' | 'bare';
  /** How access levels are written in entityInformation: as .NET numbers or as their names. */
  accessLevels: 'number' | 'name';
  /** Rows of one page by rising or falling id. Rising is what paging by id relies on; nothing promises it. */
  pageOrder: 'rising' | 'falling';
  /** Whether a filter on a `long` finds anything when its number is sent as text. */
  textFindsLong: boolean;

  /** The CRM module is installed (R1). */
  crmModule: boolean;
  /** Whether an explicit null on create prevents the category's default (R3). */
  nullBeatsCategoryDefault: boolean;
  /** Whether a category's default satisfies a required field that was left out (R3). */
  categoryDefaultSatisfiesRequired: boolean;
  /** Whether a change of the category applies the new one's defaults (R3). The page mentions creation only. */
  categoryDefaultsOnChange: boolean;
  /** An update that would leave several quotes without a primary one: refused, or another one is promoted (R6). */
  primaryQuoteLost: 'refused' | 'promoted';
  /** Whether the first quote of an opportunity becomes its primary one by itself (R6). */
  firstQuoteIsPrimary: boolean;
  /** Whether several quotes may be without an external number (R7). */
  emptyQuoteNumberIsFree: boolean;
  /** Whether part of a quarter, half-year or year counts in part or as a whole one (R8). */
  partialPeriods: 'prorated' | 'whole';
  /** The number of months that the total is computed with when totalAmountMonths is empty (R8). */
  monthsWhenUnset: number;
  /** Whether a new totalAmountMonths alone recalculates (R8). It is not among the billing periods named. */
  monthsRecalculate: boolean;
  /** Whether a changed revenue period recalculates the cost too, and the other way round (R8). */
  recalculateBothSides: boolean;
  /** Whether a new cost changes its billing periods as a new amount does (R9). The page mentions revenue only. */
  costLikeAmount: boolean;
  /** What a cleared billing period reads as (R9). */
  clearedPeriod: 'null' | 'zero';
  /** Whether a request that repeats the stored amount clears the periods too (R9). */
  sameAmountClears: boolean;
  /** A contact of the company's parent company (R13). The page says both; the newer wording allows it. */
  parentCompanyContact: 'accepted' | 'refused';
  /** Whether creating counts as a change of status for lostDate (R14-R16). */
  creationChangesStatus: boolean;
  /** lostDate null, or left out of a PUT, while the opportunity stays Lost (R17). */
  lostDateNulled: 'kept' | 'cleared';
  /** How projectedCloseDate is compared with startDate (R21). */
  closeDateCompared: 'by-day' | 'by-moment';
  /** Whether a stored revenueSpreadUnit counts as supplied when only revenueSpread is changed (R22). */
  storedSpreadUnitCounts: boolean;
  /** The value of revenueSpreadUnit that means all at once (R23). Its code is not documented. */
  allAtOnce: string;
  /** A revenueSpreadUnit without a revenueSpread (R24). */
  unitWithoutSpread: 'kept' | 'dropped';
  /** useQuoteTotals true on create, when no quote can exist yet (R25). */
  quoteTotalsOnCreate: 'refused' | 'accepted' | 'made-false';
  /** useQuoteTotals true on update without a quote (R25). */
  quoteTotalsWithoutQuote: 'refused' | 'made-false';
  /** Amount and cost in a request while they come from the primary quote (R25). */
  amountUnderQuoteTotals: 'ignored' | 'stored';
  /** Read-only fields in a body (R29). */
  readOnlyInBody: 'ignored' | 'refused';
  /** Whether the API itself insists on a reason for Closed and Lost (R31). */
  reasonRequired: boolean;

  /** A create without startDate. */
  startDateMissing: 'refused' | 'now';
  /** startDate in an update. */
  startDateOnUpdate: 'ignored' | 'stored';
  /** Whether metadata flags startDate read-only, as the page's two ticks suggest. */
  startDateReadOnly: boolean;
  /** Whether repeating a stored reference or picklist value that has since been retired is refused. */
  judgeUnchanged: boolean;
  /** A picklist value that is retired, newly chosen. */
  retiredPicklistValue: 'refused' | 'accepted';
  /** A company or product that is inactive, newly chosen. The page demands activity of contacts and owners only. */
  inactiveCompanyOrProduct: 'accepted' | 'refused';
  /** A create without a required user-defined field that has no default. */
  requiredUdfMissing: 'refused' | 'accepted';
  /** Whether every edit of an opportunity moves lastActivity. Notes always do. */
  editMovesLastActivity: boolean;

  /** Which opportunities a note may point to: not Closed, Lost or Implemented, or only those with status Active. */
  noteNeeds: 'unfinished' | 'active';
  /** Whether a note must end no earlier than it starts. */
  noteEndsAfterStart: boolean;
  /** Whether a note may be assigned to the API-only user. */
  noteForApiUser: boolean;

  /** What the API user may not do according to entityInformation: `CompanyNotes create`, `Contacts query`. */
  mayNot: readonly string[];
  /** Whom the API user may impersonate: every active standard resource, nobody, or these ids. */
  impersonation: 'anyone' | 'nobody' | readonly number[];
  /** The impersonation header on a read. Some tenants refuse it. */
  impersonationOnRead: 'refused' | 'ignored';
  /** Entities that ignore the impersonation header and report no error. */
  impersonationIgnored: readonly string[];

  /** Requests in the rolling hour before the database is limited. */
  requestThreshold: number;
  /** HTTP status of a response past the threshold. */
  thresholdStatus: number;
  /** Requests in flight for one integration code and entity. */
  threads: number;
  /** A request beyond `threads`: refused, or slowed down as for integrations registered before 2023.1. */
  threadPolicy: 'refused' | 'slowed';
  /** HTTP status of a refusal for too many threads: others than 429 have been reported too. */
  threadStatus: number;
  /** Seconds in `Retry-After` on refusals for too many requests or threads; null leaves the header out. */
  retryAfter: number | null;
}

export const documentedSwitches: Readonly<BehaviorSwitches> = {
  missingRecord: 'null-item',
  dates: 'utc',
  accessLevels: 'number',
  pageOrder: 'rising',
  textFindsLong: false,
  crmModule: true,
  nullBeatsCategoryDefault: false,
  categoryDefaultSatisfiesRequired: false,
  categoryDefaultsOnChange: false,
  primaryQuoteLost: 'refused',
  firstQuoteIsPrimary: false,
  emptyQuoteNumberIsFree: true,
  partialPeriods: 'prorated',
  monthsWhenUnset: 1,
  monthsRecalculate: false,
  recalculateBothSides: false,
  costLikeAmount: false,
  clearedPeriod: 'null',
  sameAmountClears: false,
  parentCompanyContact: 'accepted',
  creationChangesStatus: true,
  lostDateNulled: 'kept',
  closeDateCompared: 'by-day',
  storedSpreadUnitCounts: true,
  allAtOnce: 'Once',
  unitWithoutSpread: 'kept',
  quoteTotalsOnCreate: 'refused',
  quoteTotalsWithoutQuote: 'refused',
  amountUnderQuoteTotals: 'ignored',
  readOnlyInBody: 'ignored',
  reasonRequired: false,
  startDateMissing: 'refused',
  startDateOnUpdate: 'ignored',
  startDateReadOnly: true,
  judgeUnchanged: false,
  retiredPicklistValue: 'refused',
  inactiveCompanyOrProduct: 'accepted',
  requiredUdfMissing: 'refused',
  editMovesLastActivity: false,
  noteNeeds: 'unfinished',
  noteEndsAfterStart: true,
  noteForApiUser: true,
  mayNot: [],
  impersonation: 'anyone',
  impersonationOnRead: 'refused',
  impersonationIgnored: [],
  requestThreshold: 10_000,
  thresholdStatus: 429,
  threads: 3,
  threadPolicy: 'refused',
  threadStatus: 429,
  retryAfter: null,
};
