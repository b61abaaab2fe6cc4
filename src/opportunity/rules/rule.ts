/** What a rule of the entity page sees, and what it may find. */
import type { Changes } from '../client';
import type { FieldName, OpportunityFields } from '../fields';
import type { Tenant } from '../tenant';

/** What the records say that the opportunity points to. Absent: not looked up, because nothing touched it. */
export interface Facts {
  readonly contact?: { readonly companyID: number | null; readonly active: boolean } | undefined;
  readonly company?: { readonly parentCompanyID: number | null } | undefined;
  readonly owner?: { readonly active: boolean; readonly name: string } | undefined;
  readonly organizationalLevel?: { readonly active: boolean } | undefined;
  /** How many quotes refer to the opportunity. */
  readonly quotes?: number | undefined;
  /** The category whose defaults Autotask will apply to a new opportunity. */
  readonly category?: string | undefined;
}

export interface Situation {
  /** Undefined for a new opportunity. */
  readonly stored: OpportunityFields | undefined;
  /** Only what differs from what is stored. */
  readonly changes: Changes;
  readonly tenant: Tenant;
  readonly facts: Facts;
}

/** Something that Autotask will do by itself, and that the person should know first. */
export interface Effect {
  readonly rule: string;
  readonly field: FieldName;
  readonly say: string;
  /** What will be stored because of it; `computed` where only Autotask knows the value. */
  readonly stores: { readonly [K in FieldName]?: OpportunityFields[K] | 'computed' };
}
export interface Violation {
  readonly rule: string;
  readonly field: FieldName;
  readonly say: string;
}
export interface Findings {
  readonly violations?: readonly Violation[];
  readonly effects?: readonly Effect[];
}

export interface Rule {
  /** `R1`–`R32` of the entity page, or a word for what its table says of every field. */
  readonly id: string;
  /** Where Autotask says so. */
  readonly source: string;
  judge(situation: Situation): Findings;
}

/** The value after the change, as far as the request decides it. */
export function after<K extends Exclude<FieldName, 'id'>>(
  { stored, changes }: Situation,
  field: K,
): OpportunityFields[K] | null | undefined {
  const sent = changes[field];
  return sent === undefined ? stored?.[field] : sent;
}

export const fieldsOf = (changes: Changes): readonly Exclude<FieldName, 'id'>[] =>
  (Object.keys(changes) as Exclude<FieldName, 'id'>[]).filter((field) => changes[field] !== undefined);
