/** What the client promises of a write, and where it is stricter than Autotask on purpose. */
import type { Changes } from '../../src/opportunity/changes';
import { opportunityFields, type OpportunityFields } from '../../src/opportunity/fields';
import { differing, type Judgement } from '../../src/opportunity/judge';

export type Cells = Readonly<Record<string, unknown>>;
export interface Kept {
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
export function changed(before: Kept, asked: Changes): ReadonlySet<string> {
  const last = new Map((asked.userDefinedFields ?? []).map(({ name, value }) => [name, blank(value)]));
  const own = [...last].filter(([name, value]) => !(name in before.udfs) || value !== blank(before.udfs[name]));
  const standard = Object.keys(differing(before.cells as unknown as OpportunityFields, asked));
  return new Set([...standard, ...own.map(([name]) => name)]);
}
export const without = (cells: Cells, fields: ReadonlySet<string>): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([field]) => !fields.has(field)));

export interface Promised extends Kept {
  /** Whatever stands there afterwards is right: only Autotask knows it. */
  readonly open: ReadonlySet<string>;
}

/** What was stored, with what is sent, and with what the client says that Autotask does besides. */
export function promised(before: Kept, { send, effects }: Pick<Judgement, 'send' | 'effects'>): Promised {
  const { userDefinedFields: own = [], ...sent } = send;
  const stores = effects.flatMap((effect) => Object.entries(effect.stores));
  return {
    cells: { ...before.cells, ...sent, ...Object.fromEntries(stores) },
    udfs: { ...before.udfs, ...Object.fromEntries(own.map(({ name, value }) => [name, value])) },
    open: new Set(stores.filter(([, value]) => value === 'computed').map(([field]) => field)),
  };
}

const stamped = ['id', 'createDate', 'creatorResourceID', 'impersonatorCreatorResourceID', 'lastActivity'];

/** R3: what a category fills in no answer of the API tells; `defaults` has it from the sandbox's own settings. */
export function promisedNew(defaults: Kept, { send, effects }: Pick<Judgement, 'send' | 'effects'>): Promised {
  const empty = Object.fromEntries(Object.keys(opportunityFields).map((field) => [field, null]));
  const own = effects.filter(({ rule }) => rule !== 'R3');
  const { cells, udfs, open } = promised(
    { cells: { ...empty, ...defaults.cells }, udfs: defaults.udfs },
    { send, effects: own },
  );
  return { cells, udfs, open: new Set([...open, ...stamped]) };
}

/** The only points at which the client refuses what Autotask takes, each with its reason. */
const stricter: readonly (readonly [why: string, says: RegExp])[] = [
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
export const isStricterOnPurpose = (say: string): boolean => stricter.some(([, says]) => says.test(say));

/** The fields of the request that a refusal in Autotask's words speaks of. */
export function fieldsNamed(sentence: string, asked: Cells): readonly string[] {
  const udfs = (asked['userDefinedFields'] ?? []) as readonly { readonly name: string }[];
  const words = new Set(sentence.match(/\w+/g));
  // R13: whether a contact fits is as much about the company.
  if (words.has('contactID')) words.add('companyID');
  return [
    ...Object.keys(opportunityFields).filter((field) => words.has(field)),
    ...udfs.map(({ name }) => name).filter((name) => sentence.includes(name)),
  ];
}
