/** An opportunity as it travels, into the one that the house knows. */
import { normalizeDate } from '../../opportunity/dates';
import { opportunityFields, type FieldName, type OpportunityFields } from '../../opportunity/fields';
import { revenueFields } from '../../opportunity/money';
import {
  picklistFields,
  type Opportunity,
  type PicklistValue,
  type PicklistField,
} from '../../opportunity/opportunity';
import type { TenantField } from '../../opportunity/tenant';
import { unexpectedResponse } from '../http/errors';
import { parsePicklist } from '../cache/picklists';
import type { components } from '../schema';

export type OpportunityRecord = components['schemas']['Opportunity'];

const fieldNames = Object.keys(opportunityFields) as FieldName[];
const emptyFields = Object.fromEntries(fieldNames.map((field) => [field, null]));

/** What lists, sums and the digest need; everything else is null in them. */
export const summaryFields = [
  'id',
  'title',
  'companyID',
  'contactID',
  'ownerResourceID',
  'stage',
  'status',
  'probability',
  'amount',
  'cost',
  ...revenueFields,
  'projectedCloseDate',
  'startDate',
  'createDate',
  'lastActivity',
  'closedDate',
  'lostDate',
  'winReason',
  'lossReason',
  'rating',
  'nextStep',
  'opportunityCategoryID',
] as const satisfies readonly FieldName[];

/**
 * Every field that was asked for must be in the answer: an amount that is missing is no amount of zero.
 * Autotask sends unset fields as null; fields beyond the summary may be absent where a tenant lacks them.
 */
export function toOpportunityFields(record: OpportunityRecord): OpportunityFields {
  const missing = summaryFields.find((field) => record[field] === undefined);
  if (missing !== undefined) throw unexpectedResponse(`opportunity ${record.id}: ${missing} is missing`);
  const fields: Record<string, unknown> = { ...emptyFields };
  for (const field of fieldNames) {
    const value = record[field];
    if (value === undefined || value === null) continue;
    const isDate = opportunityFields[field].type === 'datetime' && typeof value === 'string';
    fields[field] = isDate ? normalizeDate(field, value) : value;
  }
  return fields as OpportunityFields;
}

interface MappingContext {
  readonly fields: ReadonlyMap<string, TenantField>;
  readonly names: Opportunity['names'];
  readonly url: string;
}

export function toOpportunity(record: OpportunityRecord, { fields, names, url }: MappingContext): Opportunity {
  const values = toOpportunityFields(record);
  return {
    id: record.id,
    fields: values,
    names,
    picklistValues: picklistValuesOf(values, fields),
    udfs: (record.userDefinedFields ?? []).map(({ name, value }) => ({ name, value })),
    url,
  };
}

function picklistValuesOf(values: OpportunityFields, fields: MappingContext['fields']): Opportunity['picklistValues'] {
  const picked: Partial<Record<PicklistField, PicklistValue>> = {};
  for (const field of picklistFields) {
    const value = values[field];
    if (value !== null) picked[field] = picklistValue(value, parsePicklist(fields.get(field)));
  }
  return picked;
}

/** A value that the tenant's list no longer has is shown as its number. */
const picklistValue = (value: number, entries: readonly PicklistValue[]): PicklistValue =>
  entries.find((entry) => entry.value === value) ?? { value, label: `#${value}`, active: false };

/** Autotask's page for one record: it opens in a pop-up of the web application. */
export const opportunityUrl = (web: string, id: number): string =>
  `${web}Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${id}`;
