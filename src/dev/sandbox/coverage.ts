/** What the sandbox supports, does not support yet, and will never support; a test compares it with the routes and the rules. */

const queryRoutes = ['{id}: GET', 'query: GET POST', 'query/count: GET POST', 'query/next: GET POST'];
const metadataRoutes = [
  'entityInformation: GET',
  'entityInformation/fields: GET',
  'entityInformation/userDefinedFields: GET',
];
const readOnlyRoutes = (entity: string): string[] =>
  [...queryRoutes, ...metadataRoutes].map((line) => `${entity}/${line}`);

/** Each route with its verbs. */
export const supported: readonly string[] = [
  'ZoneInformation: GET',
  'Version: GET',
  'VersionInformation: GET',
  'ThresholdInformation: GET',
  'Modules: GET',
  ...readOnlyRoutes('Opportunities'),
  'Opportunities: POST PATCH PUT',
  'Opportunities/{id}/Attachments: GET POST',
  'Opportunities/{id}/Attachments/{id}: GET DELETE',
  'Opportunities/{id}/SalesOrders: GET PATCH PUT',
  'Opportunities/{id}/SalesOrders/{id}: GET',
  ...metadataRoutes.map((line) => `Opportunities/{id}/SalesOrders/${line}`),
  ...readOnlyRoutes('OpportunityAttachments'),
  ...readOnlyRoutes('OpportunityCategories'),
  'OpportunityCategories: PATCH PUT',
  ...readOnlyRoutes('Companies'),
  'Companies/{id}/Notes: GET POST PATCH PUT',
  'Companies/{id}/Notes/{id}: GET',
  ...readOnlyRoutes('CompanyNotes'),
  ...readOnlyRoutes('Contacts'),
  ...readOnlyRoutes('Resources'),
  ...readOnlyRoutes('ActionTypes'),
  ...readOnlyRoutes('Products'),
  ...readOnlyRoutes('Quotes'),
  'Quotes: POST PATCH PUT',
  ...readOnlyRoutes('QuoteItems'),
  ...readOnlyRoutes('SalesOrders'),
  'SalesOrders: PATCH PUT',
  ...readOnlyRoutes('OrganizationalLevelAssociations'),
  ...readOnlyRoutes('UserDefinedFieldDefinitions'),
  'UserDefinedFieldDefinitions: POST',
];

interface CoverageGap {
  readonly what: string;
  readonly why: string;
}

/** What Autotask has and the sandbox might have one day. */
export const unsupported: readonly CoverageGap[] = [
  { what: 'Changing companies, contacts, resources, products, action types', why: 'The bot only reads them.' },
  { what: 'Companies/{id}/ToDos and CompanyToDos', why: 'The bot leaves notes, no to-dos.' },
  { what: 'Changing quote items', why: 'The bot reads what a quote adds up to; people write quotes in Autotask.' },
  { what: 'Attachments of notes', why: 'The bot attaches nothing to notes.' },
  { what: 'Inheriting security: territories, levels, single records', why: 'Every record is visible to the API user.' },
  {
    what: 'Fields of neighbouring entities beyond those the bot may show',
    why: 'They are long pages with nothing to test.',
  },
  {
    what: 'Encrypted and protected user-defined fields',
    why: 'The definitions carry the flags, nothing follows from them.',
  },
];

/** What the sandbox will never have. */
export const excluded: readonly CoverageGap[] = [
  { what: 'Webhooks', why: 'Autotask has none for opportunities, quotes and notes.' },
  { what: 'The win and lose wizards', why: 'The API cannot run them either.' },
  { what: 'DELETE of opportunities', why: 'Autotask has no such route: 405 (R32).' },
  { what: 'VARStreet', why: 'Autotask ended it with release 2022.2 (R27).' },
  { what: 'TLS, several zones, several tenants', why: 'It listens on loopback for one bot.' },
  { what: 'Sorting and offsets in queries', why: 'Autotask has neither.' },
];

interface RuleCoverage {
  readonly rule: string;
  readonly how: string;
}

/** The rules of Autotask's entity page of opportunities, each with what the sandbox does about it. */
export const ruleCoverage: readonly RuleCoverage[] = [
  { rule: 'R1', how: 'Without the CRM module every write is refused with the documented sentence.' },
  { rule: 'R2', how: 'The 201st user-defined field is refused where it is defined.' },
  {
    rule: 'R3',
    how: "The category's defaults fill what a new opportunity leaves out; without a category the default one is used.",
  },
  { rule: 'R4', how: 'What a category requires or limits is stored in its settings and not enforced.' },
  { rule: 'R5', how: 'The description is never required.' },
  { rule: 'R6', how: 'Several quotes need a primary one; a new primary quote takes the place of the old.' },
  { rule: 'R7', how: 'An external quote number is unique within the opportunity.' },
  { rule: 'R8', how: 'Changed billing periods recalculate the total; the one in the request is ignored.' },
  { rule: 'R9', how: 'An amount alone goes to one-time revenue; on update the other periods are cleared.' },
  { rule: 'R10', how: 'Formatted text is stored beside the plain one and lost when the plain one is written.' },
  { rule: 'R11', how: 'The organizational level cannot be cleared, nor set to an inactive one.' },
  { rule: 'R12', how: 'Date-only fields drop their time without moving the day.' },
  { rule: 'R13', how: 'The contact is active and of the company or its parent.' },
  { rule: 'R14', how: 'A lost date that comes with the status Lost is stored.' },
  { rule: 'R15', how: 'The status Lost without a lost date sets it to now.' },
  { rule: 'R16', how: 'Any other new status clears the lost date.' },
  { rule: 'R17', how: 'A lost date for a lost opportunity is stored.' },
  { rule: 'R18', how: 'A lost date for any other opportunity is ignored.' },
  { rule: 'R19', how: 'The owner is active, standard, with CRM access.' },
  { rule: 'R20', how: 'Probability lies between 0 and 100.' },
  { rule: 'R21', how: 'The projected close date is not before the start date.' },
  { rule: 'R22', how: 'A revenue spread without a unit is discarded.' },
  { rule: 'R23', how: 'With neither spread nor unit, the unit becomes all at once.' },
  { rule: 'R24', how: 'A unit without a spread: a switch.' },
  { rule: 'R25', how: 'useQuoteTotals needs a quote; the totals come from the primary one.' },
  { rule: 'R26', how: 'Notes are company notes of an active opportunity of that company.' },
  { rule: 'R27', how: 'Nothing: no field and no route of VARStreet exists.' },
  { rule: 'R28', how: 'Editing in Autotask itself moves the lost date as the API does.' },
  { rule: 'R29', how: 'Read-only fields in a body are ignored.' },
  { rule: 'R30', how: 'The closed date is never set by Autotask itself.' },
  { rule: 'R31', how: 'No reason is demanded, unless a switch says so.' },
  { rule: 'R32', how: 'No DELETE: 405.' },
];
