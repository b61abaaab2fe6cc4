/** Which values of an opportunity an entry wrote: as they were, and as they are now. */
import type { Changes } from '../opportunity/changes';
import { isFieldName, type FieldName } from '../opportunity/fields';
import { isSameValue } from '../opportunity/validate';
import type { Opportunity } from '../opportunity/opportunity';
import type { OutboxEntry, FieldValues, EntryUpdate } from './entry';

const periodMoneyFields: readonly FieldName[] = [
  'amount',
  'cost',
  'onetimeRevenue',
  'monthlyRevenue',
  'quarterlyRevenue',
  'semiannualRevenue',
  'yearlyRevenue',
  'onetimeCost',
  'monthlyCost',
  'quarterlyCost',
  'semiannualCost',
  'yearlyCost',
];
/** What Autotask changes along with what is sent (R8, R9, R25: money; R14–R18: the lost date). */
const fieldsChangedAlong = (sent: Changes): readonly FieldName[] => [
  ...([...periodMoneyFields, 'useQuoteTotals'].some((name) => name in sent) ? periodMoneyFields : []),
  ...('status' in sent ? (['lostDate'] as const) : []),
];

/** What is stored right before of everything that the change may touch. */
export function storedValuesFor({ fields }: Opportunity, sent: Changes): FieldValues {
  const names = [...new Set([...Object.keys(sent).filter(isFieldName), ...fieldsChangedAlong(sent)])];
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** Only what really differs is kept. */
export function changedFields({ before, wish }: OutboxEntry, opportunity: Opportunity | undefined): EntryUpdate {
  if (wish.kind !== 'change' || before === undefined || opportunity === undefined) return {};
  const { fields } = opportunity;
  const names = Object.keys(before).filter(isFieldName);
  const changed = names.filter((name) => !isSameValue(name, before[name], fields[name]));
  const pickChanged = (values: FieldValues): FieldValues =>
    Object.fromEntries(changed.map((name) => [name, values[name]]));
  return { before: pickChanged(before), after: pickChanged(fields) };
}
