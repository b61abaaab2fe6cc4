/** What the client promises of a write, and where it is stricter than Autotask on purpose. */
import type { Changes } from '../../src/opportunity/changes';
import { opportunityFields, type OpportunityFields } from '../../src/opportunity/fields';
import { differingFields, type ValidationResult } from '../../src/opportunity/validate';

export type Cells = Readonly<Record<string, unknown>>;
export interface StoredRecord {
  readonly cells: Cells;
  readonly udfs: Cells;
}

/** Autotask takes no text, blank text and null for the same; JSON knows no negative zero. */
const blank = (value: unknown): unknown => {
  if (typeof value === 'string' && value.trim() === '') return null;
  return Object.is(value, -0) ? 0 : (value ?? null);
};
export const withoutBlanks = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).map(([field, value]) => [field, blank(value)]));
/** The fields that differ from what is stored: nothing else leaves the client. */
export function changedFields(before: StoredRecord, requested: Changes): ReadonlySet<string> {
  const last = new Map((requested.userDefinedFields ?? []).map(({ name, value }) => [name, blank(value)]));
  const own = [...last].filter(([name, value]) => !(name in before.udfs) || value !== blank(before.udfs[name]));
  const standard = Object.keys(differingFields(before.cells as unknown as OpportunityFields, requested));
  return new Set([...standard, ...own.map(([name]) => name)]);
}
export const withoutFields = (cells: Cells, fields: ReadonlySet<string>): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([field]) => !fields.has(field)));

export interface ExpectedRecord extends StoredRecord {
  /** Whatever stands there afterwards is right: only Autotask knows it. */
  readonly unpredictable: ReadonlySet<string>;
}

/** What was stored, with what is sent, and with what the client says that Autotask does besides. */
export function expectedRecord(
  before: StoredRecord,
  { send, effects }: Pick<ValidationResult, 'send' | 'effects'>,
): ExpectedRecord {
  const { userDefinedFields: udfChanges = [], ...sent } = send;
  const stores = effects.flatMap((effect) => Object.entries(effect.resultingValues));
  return {
    cells: { ...before.cells, ...sent, ...Object.fromEntries(stores) },
    udfs: { ...before.udfs, ...Object.fromEntries(udfChanges.map(({ name, value }) => [name, value])) },
    unpredictable: new Set(stores.filter(([, value]) => value === 'computed').map(([field]) => field)),
  };
}

const stampedFields = ['id', 'createDate', 'creatorResourceID', 'impersonatorCreatorResourceID', 'lastActivity'];

/** R3: what a category fills in no answer of the API tells; `defaults` has it from the sandbox's own settings. */
export function expectedNewRecord(
  defaults: StoredRecord,
  { send, effects }: Pick<ValidationResult, 'send' | 'effects'>,
): ExpectedRecord {
  const empty = Object.fromEntries(Object.keys(opportunityFields).map((field) => [field, null]));
  const own = effects.filter(({ rule }) => rule !== 'R3');
  const { cells, udfs, unpredictable } = expectedRecord(
    { cells: { ...empty, ...defaults.cells }, udfs: defaults.udfs },
    { send, effects: own },
  );
  return { cells, udfs, unpredictable: new Set([...unpredictable, ...stampedFields]) };
}

/** The only points at which the client refuses what Autotask takes, each with its reason. */
const stricterRules: readonly (readonly [why: string, says: RegExp])[] = [
  ['R29: Autotask ignores a read-only field; nobody should believe it written', /^Autotask fills in the /],
  ['startDate: ignored in an update, and nobody should believe it written', /^The create date cannot be changed/],
  [
    'a value of another type, which a .NET service converts, may be a mistake',
    /must be (a number|a whole number|text|a date|yes or no)\.$/,
  ],
  ['R17: null while it stays lost is not documented', /^A lost opportunity keeps its lost date/],
  [
    'blank text in a required field is no value; nothing says that the API fills in the default of a required user-defined field',
    /must not be empty\.$/,
  ],
  ['a field that does not exist is ignored by Autotask', /^Opportunities have no field /],
];
export const isStricterOnPurpose = (say: string): boolean => stricterRules.some(([, says]) => says.test(say));

/** The fields of the request that a refusal in Autotask's words speaks of. */
export function fieldsMentioned(sentence: string, requested: Cells): readonly string[] {
  const udfs = (requested['userDefinedFields'] ?? []) as readonly { readonly name: string }[];
  const words = new Set(sentence.match(/\w+/g));
  // R13: whether a contact fits is as much about the company.
  if (words.has('contactID')) words.add('companyID');
  return [
    ...Object.keys(opportunityFields).filter((field) => words.has(field)),
    ...udfs.map(({ name }) => name).filter((name) => sentence.includes(name)),
  ];
}
