/** The Opportunities entity page as a table: all 60 fields, each with what the page says of it. */
export interface FieldRule {
  readonly type: 'decimal' | 'integer' | 'long' | 'string' | 'datetime' | 'boolean';
  /** Longest text, in characters; 0 where the page names none. */
  readonly length: number;
  readonly readOnly: boolean;
  /** Needed when an opportunity is created. */
  readonly required: boolean;
  readonly picklist: boolean;
  /** The entity that the field points to, in the plural as the page prints it; empty when none. */
  readonly reference: string;
}
type FieldFlags = Partial<Pick<FieldRule, 'readOnly' | 'required' | 'picklist' | 'reference'>>;

const fieldRule =
  <T extends FieldRule['type']>(type: T, length = 0) =>
  (flags: FieldFlags = {}) =>
    ({ type, length, readOnly: false, required: false, picklist: false, reference: '', ...flags }) as const;
const decimal = fieldRule('decimal');
const integer = fieldRule('integer');
const datetime = fieldRule('datetime');
const text = (length: number, flags: FieldFlags = {}) => fieldRule('string', length)(flags);

const readOnly = { readOnly: true };
const required = { required: true };
const picklist = { picklist: true };

export const opportunityFields = {
  advancedField1: decimal(),
  advancedField2: decimal(),
  advancedField3: decimal(),
  advancedField4: decimal(),
  advancedField5: decimal(),
  amount: decimal(required),
  assessmentScore: decimal(readOnly),
  barriers: text(500),
  closedDate: datetime(),
  companyID: integer({ required: true, reference: 'Companies' }),
  contactID: integer({ reference: 'Contacts' }),
  cost: decimal(required),
  createDate: datetime(readOnly),
  creatorResourceID: integer({ readOnly: true, reference: 'Resources' }),
  description: text(8000),
  helpNeeded: text(500),
  id: fieldRule('long')({ readOnly: true }),
  impersonatorCreatorResourceID: integer({ readOnly: true, reference: 'Resources' }),
  lastActivity: datetime(readOnly),
  leadSource: integer(picklist),
  lossReason: integer(picklist),
  lossReasonDetail: text(500),
  lostDate: datetime(),
  market: text(500),
  monthlyCost: decimal(),
  monthlyRevenue: decimal(),
  nextStep: text(500),
  onetimeCost: decimal(),
  onetimeRevenue: decimal(),
  opportunityCategoryID: integer(picklist),
  organizationalLevelAssociationID: integer({ reference: 'OrganizationalLevelAssociations' }),
  ownerResourceID: integer({ required: true, reference: 'Resources' }),
  primaryCompetitor: integer(picklist),
  probability: integer(required),
  productID: integer({ reference: 'Products' }),
  projectedCloseDate: datetime(required),
  promisedFulfillmentDate: datetime(),
  promotionName: text(50),
  quarterlyCost: decimal(),
  quarterlyRevenue: decimal(),
  rating: integer(picklist),
  relationshipAssessmentScore: decimal(readOnly),
  revenueSpread: integer(),
  revenueSpreadUnit: text(6, picklist),
  salesOrderID: integer({ readOnly: true, reference: 'SalesOrders' }),
  salesProcessPercentComplete: decimal(readOnly),
  semiannualCost: decimal(),
  semiannualRevenue: decimal(),
  stage: integer({ required: true, picklist: true }),
  // Required on create and taken as the create date; it cannot be changed afterwards (two ticks on the page).
  startDate: datetime(required),
  status: integer({ required: true, picklist: true }),
  technicalAssessmentScore: decimal(readOnly),
  throughDate: datetime(),
  title: text(128, required),
  totalAmountMonths: integer(),
  useQuoteTotals: fieldRule('boolean')(required),
  winReason: integer(picklist),
  winReasonDetail: text(500),
  yearlyCost: decimal(),
  yearlyRevenue: decimal(),
} as const satisfies Record<string, FieldRule>;

export type FieldName = keyof typeof opportunityFields;
export const isFieldName = (name: string): name is FieldName => Object.hasOwn(opportunityFields, name);
type ValueOf<T extends FieldRule['type']> = T extends 'string' | 'datetime'
  ? string
  : T extends 'boolean'
    ? boolean
    : number;

/** What Autotask always has on a stored opportunity; everything else may be null. */
type AlwaysPresentField = 'id' | 'title' | 'companyID' | 'stage' | 'status';
/** A stored opportunity under Autotask's own names. Dates are ISO 8601; date-only ones have their time at midnight. */
export type OpportunityFields = {
  readonly [K in FieldName]:
    ValueOf<(typeof opportunityFields)[K]['type']> | (K extends AlwaysPresentField ? never : null);
};
