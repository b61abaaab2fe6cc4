/** Which values of an opportunity an entry wrote: as they were, and as they are now. */
import type { Changes } from '../opportunity/changes';
import { isFieldName, type FieldName } from '../opportunity/fields';
import { same } from '../opportunity/judge';
import type { Opportunity } from '../opportunity/opportunity';
import type { Entry, FieldValues, Settling } from '../opportunity/outbox';

const money: readonly FieldName[] = [
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
const alongside = (sent: Changes): readonly FieldName[] => [
  ...([...money, 'useQuoteTotals'].some((name) => name in sent) ? money : []),
  ...('status' in sent ? (['lostDate'] as const) : []),
];

/** What is stored right before of everything that the change may touch. */
export function valuesFor({ fields }: Opportunity, sent: Changes): FieldValues {
  const names = [...new Set([...Object.keys(sent).filter(isFieldName), ...alongside(sent)])];
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** Only what really differs is kept. */
export function written({ before, wish }: Entry, opportunity: Opportunity | undefined): Settling {
  if (wish.kind !== 'change' || before === undefined || opportunity === undefined) return {};
  const { fields } = opportunity;
  const names = Object.keys(before).filter(isFieldName);
  const changed = names.filter((name) => !same(name, before[name], fields[name]));
  const of = (values: FieldValues): FieldValues => Object.fromEntries(changed.map((name) => [name, values[name]]));
  return { before: of(before), after: of(fields) };
}
