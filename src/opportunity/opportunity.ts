/** An opportunity as the rest of the house sees it: Autotask's fields, with names and labels already looked up. */
import type { OpportunityFields } from './fields';

/** A picklist value with its label. A retired value is still shown on old records, and never offered. */
export interface PicklistValue {
  readonly value: number;
  readonly label: string;
  readonly active: boolean;
}
export interface Udf {
  readonly name: string;
  readonly value: string | null;
}
/** The picklists whose values have labels on a card. */
export const picklistFields = [
  'stage',
  'status',
  'winReason',
  'lossReason',
  'rating',
  'leadSource',
  'primaryCompetitor',
  'opportunityCategoryID',
] as const;
export type PicklistField = (typeof picklistFields)[number];

export interface Opportunity {
  readonly id: number;
  readonly fields: OpportunityFields;
  /** Empty when the record points to nothing, `#123` when the name could not be read. */
  readonly names: { readonly company: string; readonly contact: string; readonly owner: string };
  readonly picklistValues: { readonly [K in PicklistField]?: PicklistValue };
  readonly udfs: readonly Udf[];
  /** Opens the record in Autotask. */
  readonly url: string;
}
