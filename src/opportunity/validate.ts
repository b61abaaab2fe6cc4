/** Validates a change before it is sent: what Autotask would refuse, what it would do beyond it, and what to send. */
import type { Changes } from './changes';
import { isDate, normalizeDate } from './dates';
import { opportunityFields, type FieldName, type OpportunityFields } from './fields';
import { dateRules } from './rules/dates';
import { lostRules } from './rules/lost';
import { moneyRules } from './rules/money';
import { referenceRules } from './rules/references';
import {
  changedFieldNames,
  isEmpty,
  type SideEffect,
  type References,
  type RuleResult,
  type Rule,
  type WritableField,
} from './rules/rule';
import { replacementRules } from './rules/replacements';
import { valueRules } from './rules/values';
import type { Tenant } from './tenant';

export interface ValidationResult {
  /** By field (a user-defined one by its name), a sentence for the person. Empty: nothing to refuse is known here. */
  readonly violations: Readonly<Record<string, string>>;
  readonly effects: readonly SideEffect[];
  /** What travels: only what differs, without what Autotask would ignore, with what must come along. */
  readonly send: Changes;
}

/** In the order in which a person is told: what a value is, before what it does. */
export const validationRules: readonly Rule[] = [
  ...valueRules,
  ...referenceRules,
  ...dateRules,
  ...lostRules,
  ...moneyRules,
  ...replacementRules,
];

/** `stored` is undefined for a new opportunity. The first violation of a field is the one that is said. */
export function validateChange(
  stored: OpportunityFields | undefined,
  requested: Changes,
  tenant: Tenant,
  references: References = {},
): ValidationResult {
  const changes = differingFields(stored, requested);
  const results = validationRules.map((rule) => rule.validate({ stored, requested, changes, tenant, references }));
  const violations: Record<string, string> = {};
  for (const { field, say } of results.flatMap((one) => one.violations ?? [])) violations[field] ??= say;
  return {
    violations,
    effects: results.flatMap(({ effects = [] }) => effects),
    send: changesToSend(stored, changes, results),
  };
}

/** What would be lost, in words, by a key that stays the same while the loss does. */
export const dataLosses = ({ effects }: Pick<ValidationResult, 'effects'>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    effects.filter(({ isDataLoss }) => isDataLoss).map(({ rule, field, say }) => [`${rule} ${field}`, say]),
  );

export const fieldOfLoss = (loss: string): string => loss.split(' ')[1] ?? '';

function changesToSend(
  stored: OpportunityFields | undefined,
  changes: Changes,
  results: readonly RuleResult[],
): Changes {
  const omitted = new Set<WritableField>(results.flatMap(({ omittedFields = [] }) => omittedFields));
  const all = Object.assign({}, changes, ...results.map(({ addedValues = {} }) => addedValues)) as Changes;
  // With a new opportunity, null says nothing: the category's default is welcome.
  const sentFields = changedFieldNames(all).filter(
    (field) => !omitted.has(field) && (stored !== undefined || !isEmpty(all[field])),
  );
  return Object.fromEntries(sentFields.map((field) => [field, normalizeValue(field, all[field])]));
}

/** The changes that differ from what is stored, with dates in one spelling. */
export function differingFields(stored: OpportunityFields | undefined, changes: Changes): Changes {
  return Object.fromEntries(
    changedFieldNames(changes)
      .map((field) => [field, normalizeValue(field, changes[field])] as const)
      .filter(([field, value]) => stored === undefined || !isSameValue(field, stored[field], value)),
  );
}

/** Empty text and null are the same to Autotask. */
export function isSameValue(field: FieldName, stored: unknown, value: unknown): boolean {
  const [a, b] = [normalizeValue(field, stored), normalizeValue(field, value)];
  return a === b || (isEmpty(a) && isEmpty(b));
}

function normalizeValue(field: FieldName, value: unknown): unknown {
  const isDateValue = opportunityFields[field].type === 'datetime' && typeof value === 'string' && isDate(value);
  return isDateValue ? normalizeDate(field, value) : value;
}
