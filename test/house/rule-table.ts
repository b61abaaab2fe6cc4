/** The rules of the entity page, R1–R32: what each says, and which tests hold the client and the sandbox to it. */
export interface RuleRow {
  readonly rule: string;
  readonly says: string;
  /** Files under `test/unit`; in them at least one title begins with the rule. A sentence instead where nothing is sent. */
  readonly client: readonly string[] | { readonly otherwise: string };
  readonly sandbox: readonly string[];
}

const client = (topic: string): readonly string[] => [`autotask/rules/${topic}.test.ts`];
const sandbox = (topic: string): readonly string[] => [`dev/sandbox/${topic}.test.ts`];

const rows = (
  topic: { client: readonly string[]; sandbox: readonly string[] },
  rules: Record<string, string>,
): RuleRow[] => Object.entries(rules).map(([rule, says]) => ({ rule, says, ...topic }));

export const ruleTable: readonly RuleRow[] = [
  ...rows(
    { client: client('access'), sandbox: sandbox('opportunity') },
    { R1: 'Without the CRM module nothing may be written.' },
  ),
  ...rows(
    { client: client('values'), sandbox: sandbox('opportunity') },
    {
      R20: 'The probability lies between 0 and 100.',
      R29: 'Read-only fields in a request are ignored.',
    },
  ),
  ...rows(
    { client: client('dates'), sandbox: sandbox('opportunity') },
    {
      R12: 'Closed, projected close and through dates have no time.',
      R21: 'The projected close is not before the start.',
    },
  ),
  ...rows(
    { client: client('description'), sandbox: sandbox('opportunity') },
    {
      R5: 'A description is never required.',
      R10: 'A new description loses its formatting and pictures.',
    },
  ),
  {
    rule: 'R2',
    says: 'An opportunity carries at most 200 user-defined fields.',
    client: {
      otherwise: 'The limit is one of definitions, which the client never writes; it reads however many there are.',
    },
    sandbox: sandbox('opportunity'),
  },
  ...rows(
    { client: client('category'), sandbox: sandbox('opportunity') },
    {
      R3: 'The defaults of the category fill what a new opportunity leaves empty; without a category it is the standard one.',
      R4: 'What a category requires or limits is not respected.',
    },
  ),
  ...rows(
    { client: client('references'), sandbox: sandbox('opportunity') },
    { R11: 'The organizational level is never cleared, nor becomes an inactive one.' },
  ),
  ...rows(
    { client: client('quotes'), sandbox: sandbox('quotes') },
    {
      R6: 'Of several quotes exactly one is the primary one.',
      R7: 'External quote numbers differ within an opportunity.',
      R25: 'Quote totals need a quote, and come from the primary one.',
    },
  ),
  ...rows(
    { client: client('money'), sandbox: sandbox('money') },
    {
      R8: 'Billing periods that change make Autotask compute amount or cost; the one sent is ignored.',
      R9: 'An amount alone becomes one-time revenue and clears what recurs.',
      R22: 'A revenue spread without a unit is dropped.',
      R23: 'With neither spread nor unit the revenue comes all at once.',
      R24: 'A unit without a spread: nothing is said.',
    },
  ),
  ...rows(
    { client: client('references'), sandbox: sandbox('people') },
    {
      R13: 'The contact is an active one of the company or of its parent company.',
      R19: 'The owner is active and has access to CRM.',
    },
  ),
  ...rows(
    { client: client('lost'), sandbox: sandbox('lost-date') },
    {
      R14: 'A lost date that is sent with the loss is kept.',
      R15: 'A loss without a date happens now.',
      R16: 'Leaving Lost clears the lost date.',
      R17: 'The date of a lost opportunity can be corrected.',
      R18: 'A lost date of one that is not lost is ignored.',
      R28: 'The lost date is that of the last loss.',
      R30: 'Nothing sets the closed date by itself.',
      R31: 'Reasons are not demanded unless the tenant insists.',
    },
  ),
  ...rows(
    { client: client('notes'), sandbox: sandbox('notes') },
    {
      R26: 'Notes are company notes that point to an open opportunity of that company.',
    },
  ),
  {
    rule: 'R27',
    says: 'VARStreet is gone.',
    client: { otherwise: 'Its fields and routes are in no API description: test/house/openapi.test.ts.' },
    sandbox: sandbox('opportunity'),
  },
  {
    rule: 'R32',
    says: 'An opportunity cannot be deleted.',
    client: { otherwise: 'The API description has no DELETE of opportunities, so that the client cannot send one.' },
    sandbox: sandbox('opportunity'),
  },
];
