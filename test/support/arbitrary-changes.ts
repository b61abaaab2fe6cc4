/** Random changes of an opportunity: good values, values at the limit and wrong ones, of every field, several at once. */
import fc from 'fast-check';
import { opportunityFields, type FieldName, type FieldRule } from '../../src/opportunity/fields';
import { companies, contacts, ids, money } from './arbitrary-opportunity';

export type AnyChanges = Readonly<Record<string, unknown>>;
/** Stands for the value that is stored already. */
export const repeatStored = 'repeat what is stored';

type Values = fc.Arbitrary<unknown>;
const mix = (good: Values, limit: Values, wrong: Values): Values =>
  fc.oneof({ weight: 12, arbitrary: good }, { weight: 4, arbitrary: limit }, { weight: 3, arbitrary: wrong });
const repeating = fc.constant(repeatStored);

const int32 = 2 ** 31;
const noNumber: Values = fc.constantFrom('twelve', '12', '', true, {}, []);
const decimals = mix(money, fc.constantFrom(null, repeatStored, -0, 1e9, -1e9, 0.001), noNumber);
const integers = mix(
  fc.integer({ min: 0, max: 60 }),
  fc.constantFrom(null, repeatStored, -1, 100, 101, int32 - 1, 1 - int32),
  fc.oneof(noNumber, fc.constantFrom(1.5, int32, -int32, 2 ** 53)),
);

const texts = (length: number): Values =>
  mix(
    fc.oneof(
      fc.constantFrom('Call on Monday', 'größer 😀 日本', '<b>bold</b> & "quoted"', 'two\nlines\ttab', 'a'),
      fc.string({ maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constant('half a pair \ud83d'),
    ),
    fc.oneof(
      fc.constantFrom(null, repeatStored, '', '   ', 'x'.repeat(length), '😀'.repeat(length / 2)),
      fc.constant('x'.repeat(length + 1)),
    ),
    fc.constantFrom(12, true, {}, []),
  );

const someDay = fc
  .integer({ min: 0, max: 400 })
  .map((offset) => new Date(Date.UTC(2025, 10, 1 + offset)).toISOString().slice(0, 10));
const time = fc.constantFrom(
  '',
  'T00:00:00',
  'T17:45:00Z',
  'T17:45:00',
  'T17:45',
  'T17:45:00.123Z',
  'T23:30:00-08:00',
  'T00:30:00+05:30',
  'T00:30:00+0530',
  'T24:00:00Z',
  't17:45:00z',
  'T17:45:00.1234567Z',
);
const dates = mix(
  fc.tuple(someDay, time).map(([day, rest]) => day + rest),
  fc.constantFrom(null, repeatStored, '2024-02-29', '1999-12-31'),
  fc.constantFrom('2026-02-30', '2025-02-29', 'soon', '', '2026-04-30 10:00', '30.04.2026', 20260430, true, {}),
);
const booleans = mix(fc.boolean(), fc.constantFrom(null, repeatStored), fc.constantFrom('true', 'yes', 1, 0, '', {}));

const picks = (good: readonly unknown[], retired: unknown): Values =>
  mix(
    fc.constantFrom(...good),
    fc.constantFrom(null, repeatStored, retired),
    fc.constantFrom(99, -1, '99', 1.5, '', {}),
  );
const reasons: Partial<Record<FieldName, Values>> = {
  winReason: picks([31, 32, 33], 36),
  lossReason: picks([61, 62, 63], 67),
  leadSource: picks([41, 42], 47),
  primaryCompetitor: picks([51, 52], 56),
  rating: picks([21, 22, 23], 23),
  opportunityCategoryID: picks([1, 2, 3], 4),
  stage: picks([11, 12, 13, 14, 16, 18], 19),
  status: picks([0, 1, 2, 2, 3, 4], 4),
  revenueSpreadUnit: mix(
    fc.constantFrom('Months', 'Years', 'Days', 'Once'),
    fc.constantFrom(null, repeatStored, ''),
    fc.constantFrom('Decade', 'months', 5, {}),
  ),
};
const pointers: Partial<Record<FieldName, Values>> = {
  companyID: mix(companies, repeating, fc.constantFrom(null, 424242, -1, '174', 1.5)),
  contactID: mix(contacts, repeating, fc.constantFrom(424242, 0, '903', 1.5)),
  // R19: nobody without access to CRM is chosen, since no answer of the API tells who has it.
  ownerResourceID: mix(
    fc.constantFrom(...ids.owners),
    fc.constantFrom(repeatStored, ids.formerOwner),
    fc.constantFrom(null, 424242, '4', 1.5),
  ),
  productID: mix(fc.constantFrom(...ids.products), fc.constantFrom(null, repeatStored), fc.constantFrom(424242, '1')),
  organizationalLevelAssociationID: mix(
    fc.constantFrom(...ids.levels),
    fc.constantFrom(null, repeatStored, ids.inactiveLevel),
    fc.constantFrom(424242, '7'),
  ),
};

const byType = (rule: FieldRule): Values => {
  switch (rule.type) {
    case 'decimal':
      return decimals;
    case 'integer':
    case 'long':
      return integers;
    case 'string':
      return texts(rule.length);
    case 'datetime':
      return dates;
    case 'boolean':
      return booleans;
  }
};

/** Of one field, as likely good as not. The id is no field that a change could carry. */
const valuesOf = Object.fromEntries(
  (Object.entries(opportunityFields) as [FieldName, FieldRule][])
    .filter(([field]) => field !== 'id')
    .map(([field, rule]) => [field, reasons[field] ?? pointers[field] ?? byType(rule)]),
) as Readonly<Record<string, Values>>;

/** Where most of the rules are. */
const ruleBoundFields = [
  ...['amount', 'cost', 'onetimeRevenue', 'monthlyRevenue', 'yearlyCost', 'totalAmountMonths', 'useQuoteTotals'],
  ...['status', 'lostDate', 'closedDate', 'revenueSpread', 'revenueSpreadUnit', 'companyID', 'contactID'],
  ...['projectedCloseDate', 'description', 'organizationalLevelAssociationID', 'stage', 'ownerResourceID'],
];
const writableFields = Object.keys(valuesOf).filter((field) => !opportunityFields[field as FieldName].readOnly);
const readOnlyFields = [
  ...Object.keys(valuesOf).filter((field) => opportunityFields[field as FieldName].readOnly),
  'startDate',
  // Fields that other programs believe in.
  'weightedAmount',
  'lastModifiedDateTime',
];
const fieldNames = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ruleBoundFields) },
  { weight: 6, arbitrary: fc.constantFrom(...writableFields) },
  { weight: 1, arbitrary: fc.constantFrom(...readOnlyFields) },
);
const entry = fieldNames.chain((field) => fc.tuple(fc.constant(field), valuesOf[field] ?? fc.constant(1)));

const udf = (name: string, values: Values) => fc.record({ name: fc.constant(name), value: values });
const udfEntry = fc.oneof(
  udf('Deal Type', fc.constantFrom('New Business', 'Expansion', 'Nonsense', null, '')),
  udf('Purchase Order Number', fc.oneof(fc.string(), fc.constantFrom(null, 'PO-1', 'x'.repeat(8001)))),
  udf('Endpoints', fc.constantFrom('40', '-1.5', 'many', '', null)),
  udf(
    'Renewal Date',
    fc.oneof(
      dates.filter((value) => typeof value === 'string'),
      fc.constant(null),
    ),
  ),
  udf('No Such Field', fc.constantFrom('x', null)),
);
const udfs = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.array(udfEntry, { maxLength: 3 }).map((userDefinedFields) => ({ userDefinedFields })) },
);

/** Up to seven fields at once, and now and then user-defined ones. */
export const someChanges: fc.Arbitrary<AnyChanges> = fc
  .tuple(fc.array(entry, { maxLength: 7 }), udfs)
  .map(([entries, own]) => ({ ...Object.fromEntries(entries), ...own }));

const completeDraft: AnyChanges = {
  title: 'Acme refresh',
  companyID: ids.child,
  ownerResourceID: ids.owners[0],
  status: 1,
  stage: 11,
  probability: 30,
  amount: 1000,
  cost: 400,
  startDate: '2025-11-01T09:15:00Z',
  projectedCloseDate: '2027-01-31',
  useQuoteTotals: false,
  nextStep: 'Send the quote',
  userDefinedFields: [{ name: 'Deal Type', value: 'New Business' }],
};

const startDates = fc.oneof(
  { weight: 9, arbitrary: fc.constant(completeDraft['startDate']) },
  { weight: 1, arbitrary: dates },
);
const omittedField = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(completeDraft)) },
);

/** A whole opportunity with some fields changed, and now and then one left out. */
export const someDraft: fc.Arbitrary<AnyChanges> = fc
  .tuple(someChanges, omittedField, startDates)
  .map(([changes, omitted, startDate]) => {
    const draft: AnyChanges = { ...completeDraft, ...changes, startDate };
    return Object.fromEntries(
      Object.entries(draft).filter(([field, value]) => field !== omitted && value !== repeatStored),
    );
  });

/** With what is stored in the places that repeat it. */
export const fillRepeated = (changes: AnyChanges, stored: Readonly<Record<string, unknown>>): AnyChanges =>
  Object.fromEntries(
    Object.entries(changes).map(([field, value]) => [field, value === repeatStored ? (stored[field] ?? null) : value]),
  );
