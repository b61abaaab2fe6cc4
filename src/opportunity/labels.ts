/** Field names as sales people say them, and the labels of picklist values. */
import type { FieldName } from './fields';
import type { PicklistValue } from './opportunity';

const specialLabels: Partial<Record<FieldName, string>> = {
  companyID: 'company',
  contactID: 'contact',
  createDate: 'date of entry',
  creatorResourceID: 'creator',
  impersonatorCreatorResourceID: 'impersonating creator',
  leadSource: 'lead source',
  onetimeCost: 'one-time cost',
  onetimeRevenue: 'one-time revenue',
  opportunityCategoryID: 'category',
  organizationalLevelAssociationID: 'organizational level',
  ownerResourceID: 'owner',
  productID: 'product',
  projectedCloseDate: 'projected close date',
  salesOrderID: 'sales order',
  startDate: 'create date',
  totalAmountMonths: 'number of months for the total amount',
  useQuoteTotals: 'use of quote totals',
};

/** `projected close date`, in the middle of a sentence. */
export function labelOf(field: FieldName): string {
  return specialLabels[field] ?? field.replace(/([A-Z]|\d+)/g, (part) => ` ${part.toLowerCase()}`);
}

/** The same at the beginning of a sentence. */
export function capitalizedLabelOf(field: FieldName): string {
  const label = labelOf(field);
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** What the tenant calls a picklist value; undefined where its list does not have it. */
export const picklistLabel = (entries: readonly PicklistValue[], value: number | undefined): string | undefined =>
  entries.find((entry) => entry.value === value)?.label;
