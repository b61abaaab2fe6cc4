/** Random opportunities as they may be stored: every field, every status, with what stands around them. */
import fc from 'fast-check';
import type { Sandbox } from '../../src/dev/sandbox';

type Scalar = string | number | boolean | null;
type Cells = Record<string, Scalar>;

/** What a random opportunity may point to; the numbers are the seed's, or of records that `preparePeople` adds. */
export const ids = {
  parent: 174,
  child: 177,
  other: 180,
  own: 0,
  contact: {
    ofParent: 901,
    leftParent: 902,
    ofChild: 903,
    leftChild: 904,
    ofOther: 905,
    leftOther: 906,
    deleted: 999,
  },
  owners: [29683401, 29683408, 29683443],
  formerOwner: 29683471,
  products: [29682001, 29682002],
  levels: [7, 8],
  inactiveLevel: 9,
} as const;

/** Contacts of whom it is known which company they are of, and whether they left it. */
export function addContacts({ records }: Sandbox): void {
  const { parent, child, other, contact } = ids;
  const people = [
    [contact.ofParent, parent, 1],
    [contact.leftParent, parent, 0],
    [contact.ofChild, child, 1],
    [contact.leftChild, child, 0],
    [contact.ofOther, other, 1],
    [contact.leftOther, other, 0],
  ] as const;
  for (const [id, companyID, isActive] of people) {
    records.add('Contacts', { id, companyID, isActive, firstName: 'Test', lastName: `Person ${String(id)}` });
  }
}

export const companies = fc.constantFrom(ids.parent, ids.child, ids.child, ids.other, ids.own);
export const contacts = fc.constantFrom<number | null>(null, ...Object.values(ids.contact));

/** As Autotask keeps them: milliseconds and `Z`; date-only ones at midnight. */
export const dayMoments = fc
  .integer({ min: 0, max: 400 })
  .map((offset) => new Date(Date.UTC(2025, 10, 1 + offset)).toISOString());
const moments = fc
  .tuple(dayMoments, fc.integer({ min: 0, max: 86_399_999 }))
  .map(([day, rest]) => new Date(Date.parse(day) + rest).toISOString());

/** Two decimals at most, as money has. */
export const money = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 100, 1250, 1250.5, 0.01, -40) },
  { weight: 1, arbitrary: fc.integer({ min: -1_000_000, max: 100_000_000 }).map((cents) => cents / 100) },
);
const nullable = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 2 });
const sometimes = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const words = fc.oneof(
  fc.constantFrom('Firewall', 'Backup für 40 Plätze', 'a <b> & "c"', '日本語', '', ' padded '),
  fc.string({ maxLength: 20 }),
);
const oneOf = (...values: readonly number[]) => nullable(fc.constantFrom(...values));

const periodNames = ['onetime', 'monthly', 'quarterly', 'semiannual', 'yearly'] as const;
const periods = fc.record(
  Object.fromEntries(
    periodNames.flatMap((period) => [
      [`${period}Revenue`, sometimes(money)],
      [`${period}Cost`, sometimes(money)],
    ]),
  ),
);

/** A spread always has its unit; the unit alone may be left from earlier. */
const spread = fc.oneof(
  fc.constantFrom(
    { revenueSpread: null, revenueSpreadUnit: 'Once' },
    { revenueSpread: null, revenueSpreadUnit: null },
    { revenueSpread: null, revenueSpreadUnit: 'Years' },
  ),
  fc.record({ revenueSpread: fc.integer({ min: 1, max: 60 }), revenueSpreadUnit: fc.constantFrom('Months', 'Years') }),
);

/** A lost one may have lost its date; one that is not lost any more may have kept it from an older release. */
const outcomeFields = fc.record({
  status: fc.constantFrom(0, 1, 1, 2, 2, 3, 4),
  lostDate: nullable(moments),
  closedDate: sometimes(dayMoments),
  winReason: oneOf(31, 32, 36),
  lossReason: oneOf(61, 62, 67),
  winReasonDetail: sometimes(words),
  lossReasonDetail: sometimes(words),
});

const pointers = fc.record({
  companyID: companies,
  contactID: contacts,
  ownerResourceID: nullable(fc.constantFrom(...ids.owners, ids.formerOwner)),
  productID: sometimes(fc.constantFrom(...ids.products)),
  organizationalLevelAssociationID: oneOf(...ids.levels, ids.inactiveLevel),
  opportunityCategoryID: oneOf(1, 2, 3, 4),
  creatorResourceID: fc.constantFrom(...ids.owners),
  salesOrderID: oneOf(5001),
});

const texts = fc.record({
  title: fc.oneof(fc.constant('Acme refresh'), fc.string({ minLength: 1, maxLength: 128 })),
  description: sometimes(words),
  barriers: sometimes(words),
  helpNeeded: sometimes(words),
  market: sometimes(words),
  nextStep: sometimes(words),
  promotionName: sometimes(words),
});

const figures = fc.record({
  amount: money,
  cost: money,
  probability: nullable(fc.integer({ min: 0, max: 100 })),
  totalAmountMonths: oneOf(1, 7, 12, 36),
  stage: fc.constantFrom(11, 12, 14, 16, 18, 19),
  rating: oneOf(21, 23),
  leadSource: oneOf(41, 47),
  primaryCompetitor: oneOf(51, 56),
  advancedField1: sometimes(money),
  advancedField5: sometimes(money),
  assessmentScore: sometimes(money),
  salesProcessPercentComplete: sometimes(money),
});

const dates = fc.record({
  startDate: nullable(moments),
  projectedCloseDate: nullable(dayMoments),
  throughDate: sometimes(dayMoments),
  promisedFulfillmentDate: sometimes(moments),
  createDate: moments,
  lastActivity: nullable(moments),
});

const udfs = fc.record({
  'Deal Type': fc.constantFrom('New Business', 'Renewal', null),
  'Purchase Order Number': sometimes(words),
  Endpoints: fc.constantFrom('12', '0', null),
  'Renewal Date': fc.oneof(fc.constant(null), dayMoments),
});

export interface StoredOpportunity {
  readonly cells: Cells;
  readonly udfs: Readonly<Record<string, string | null>>;
  /** The description was written with Autotask's own editor. */
  readonly rich: boolean;
  /** How many quotes there are, the first of them the primary one. */
  readonly quotes: number;
}

/** Autotask keeps the amounts of the primary quote while its totals are used. */
const quoteTotals = { amount: 900, cost: 350 };

export const storedOpportunity: fc.Arbitrary<StoredOpportunity> = fc
  .record({
    parts: fc.tuple(periods, spread, outcomeFields, pointers, texts, figures, dates),
    udfs,
    rich: fc.boolean(),
    quotes: fc.constantFrom(0, 0, 1, 2),
    useQuoteTotals: fc.constantFrom(false, false, true, null),
  })
  .map(({ parts, udfs: own, rich, quotes, useQuoteTotals }) => ({
    cells: {
      ...Object.fromEntries(parts.flatMap((part) => Object.entries(part) as [string, Scalar][])),
      useQuoteTotals,
      ...(useQuoteTotals === true && quotes > 0 ? quoteTotals : {}),
    },
    udfs: own,
    rich,
    quotes,
  }));

/** Puts it into the sandbox, with its quotes; answers with its id. */
export function storeOpportunity({ records }: Sandbox, { cells, udfs: own, rich, quotes }: StoredOpportunity): number {
  const id = records.add('Opportunities', cells);
  for (const [name, value] of Object.entries(own)) records.writeUdf('Opportunities', id, name, value);
  if (rich) records.writeRichText('Opportunities', id, 'description', '<p><b>Formatted</b></p>');
  for (let index = 0; index < quotes; index += 1) {
    const quoteID = records.add('Quotes', {
      opportunityID: id,
      name: `Option ${String(index)}`,
      primaryQuote: index === 0,
    });
    const { amount, cost } = quoteTotals;
    records.add('QuoteItems', { quoteID, quantity: 1, unitPrice: amount, unitCost: cost, unitDiscount: 0 });
  }
  return id;
}

/** Takes it out again, with its quotes: the next one may get its number. */
export function removeOpportunity({ records }: Sandbox, id: number): void {
  for (const quote of records.list('Quotes', ({ opportunityID }) => opportunityID === id)) {
    const items = records.list('QuoteItems', ({ quoteID }) => quoteID === quote['id']);
    for (const item of items) records.remove('QuoteItems', Number(item['id']));
    records.remove('Quotes', Number(quote['id']));
  }
  records.remove('Opportunities', id);
}
