/** What one tenant's metadata says of opportunities, and what its statuses mean: it wins over the entity page. */
import { opportunityFields, type FieldName } from './fields';
import type { Opportunity } from './opportunity';

/** A picklist value as the metadata lists it: text, also where records hold numbers. */
export interface PicklistEntry {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
}
export interface TenantField {
  readonly name: string;
  /** 0 where the tenant names none. */
  readonly length: number;
  readonly required: boolean;
  readonly readOnly: boolean;
  /** In the tenant's order; undefined when the field is no picklist. */
  readonly values: readonly PicklistEntry[] | undefined;
}
/** The system picklist `status`, by meaning. */
export interface Statuses {
  readonly open: readonly number[];
  readonly active: number;
  readonly closed: number;
  readonly lost: number;
}
export interface Tenant {
  readonly fields: ReadonlyMap<string, TenantField>;
  readonly statuses: Statuses;
}

/** The longest text that this tenant takes, in characters; 0 when there is no limit. */
export function maxLength(tenant: Tenant, field: FieldName): number {
  const own = tenant.fields.get(field)?.length ?? 0;
  return own > 0 ? own : opportunityFields[field].length;
}

/** R5 (Autotask: Opportunities, description): never required, whatever category or metadata say. */
export function isRequired(tenant: Tenant, field: FieldName): boolean {
  if (field === 'description' || field === 'id') return false;
  return tenant.fields.get(field)?.required ?? opportunityFields[field].required;
}

/** `startDate` is read-only in some metadata, and needed all the same when an opportunity is created. */
export function isReadOnly(tenant: Tenant, field: FieldName): boolean {
  if (field === 'startDate') return false;
  return opportunityFields[field].readOnly || (tenant.fields.get(field)?.readOnly ?? false);
}

export function picklistOf(tenant: Tenant, field: FieldName): readonly PicklistEntry[] | undefined {
  return opportunityFields[field].picklist ? (tenant.fields.get(field)?.values ?? []) : undefined;
}

/** Autotask, system picklist `status`: 2 Lost, 3 Closed, 4 Implemented (delivered after it was won). */
export interface ClosingStatuses {
  readonly closed: number;
  readonly lost: number;
  readonly open: readonly number[];
}
/** What a status means for the people who sell. */
export type OpportunityOutcome = 'open' | 'won' | 'lost';

export function outcomeOfStatus(status: number, statuses: ClosingStatuses): OpportunityOutcome {
  if (statuses.open.includes(status)) return 'open';
  return status === statuses.lost ? 'lost' : 'won';
}

export const outcomeOf = ({ fields }: Opportunity, statuses: ClosingStatuses): OpportunityOutcome =>
  outcomeOfStatus(fields.status, statuses);

/** What the API user may do with opportunities at all, as the entity itself tells. */
export interface Access {
  readonly create: boolean;
  readonly update: boolean;
  readonly query: boolean;
}

/**
 * R1 (Autotask: Opportunities, general: without the module the API answers that the logged in Resource does not have
 * the adequate permissions). Whether the module is there only Autotask knows; missing rights can be known before.
 */
export function accessRefusal(access: Access | undefined, verb: keyof Access): string | undefined {
  if (access === undefined || access[verb]) return undefined;
  const what = { create: 'create', update: 'change', query: 'read' }[verb];
  return `The API user of this bot may not ${what} opportunities in Autotask.`;
}
