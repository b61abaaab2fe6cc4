/** What a rule of the entity page sees, and what it may find. */
import type { Changes } from '../changes';
import { isFieldName, type FieldName, type OpportunityFields } from '../fields';
import type { Tenant } from '../tenant';

/**
 * What the records say that the opportunity points to. Undefined: not looked up, because nothing touched it.
 * Null: looked up, and there is no such record.
 */
export interface References {
  readonly contact?: { readonly companyID: number | null; readonly active: boolean } | null | undefined;
  readonly company?: { readonly parentCompanyID: number | null } | null | undefined;
  readonly owner?: { readonly active: boolean; readonly name: string } | null | undefined;
  readonly product?: { readonly name: string } | null | undefined;
  readonly organizationalLevel?: { readonly active: boolean } | null | undefined;
  /** How many quotes refer to the opportunity. */
  readonly quotes?: number | undefined;
  /** The category that Autotask takes when none is chosen. */
  readonly defaultCategory?: string | undefined;
}

export type WritableField = Exclude<FieldName, 'id'>;

export interface RuleInput {
  /** Undefined for a new opportunity. */
  readonly stored: OpportunityFields | undefined;
  /** As it was asked for, also where nothing differs. */
  readonly requested: Changes;
  /** Only what differs from what is stored, with dates in one spelling. */
  readonly changes: Changes;
  readonly tenant: Tenant;
  readonly references: References;
}

/** What will be stored: a value, or `computed` where only Autotask knows it. */
export type ResultingValues = { readonly [K in FieldName]?: OpportunityFields[K] | null | 'computed' };

/** Something that Autotask will do by itself, and that the person should know first. */
export interface SideEffect {
  readonly rule: string;
  readonly field: FieldName;
  readonly say: string;
  readonly resultingValues: ResultingValues;
  /** Something stored, or something typed, is lost by it: a person has to agree first. */
  readonly isDataLoss?: boolean;
}
export interface Violation {
  readonly rule: string;
  readonly field: FieldName;
  readonly say: string;
}
export interface RuleResult {
  readonly violations?: readonly Violation[];
  readonly effects?: readonly SideEffect[];
  /** What Autotask would ignore: it is not sent. */
  readonly omittedFields?: readonly WritableField[];
  /** What has to travel along although it does not differ. */
  readonly addedValues?: Changes;
}

export interface Rule {
  /** `R1`–`R32` of the entity page, or a word for what its table says of every field. */
  readonly id: string;
  /** Where Autotask says so. */
  readonly source: string;
  validate(input: RuleInput): RuleResult;
}

export const emptyResult: RuleResult = {};

/** The value after the change, as far as the request decides it. */
export function valueAfter<K extends WritableField>(
  { stored, changes }: RuleInput,
  field: K,
): OpportunityFields[K] | null | undefined {
  const sent = changes[field] as OpportunityFields[K] | null | undefined;
  return sent === undefined ? stored?.[field] : sent;
}

export const isChanging = ({ changes }: RuleInput, field: WritableField): boolean => changes[field] !== undefined;

/** The standard fields that are given. */
export const changedFieldNames = (changes: Changes): readonly WritableField[] =>
  (Object.keys(changes) as WritableField[]).filter((field) => isFieldName(field) && changes[field] !== undefined);

export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

export const violation = (rule: string, field: FieldName, say: string): RuleResult => ({
  violations: [{ rule, field, say }],
});
