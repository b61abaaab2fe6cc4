/** Judges a change before it is sent: what Autotask would refuse, and what it would do beyond it. */
import type { Changes } from './client';
import { isDate, normalDate } from './dates';
import { opportunityFields, type FieldName, type OpportunityFields } from './fields';
import { fieldsOf, type Effect, type Facts, type Rule } from './rules/rule';
import { valueRules } from './rules/values';
import type { Tenant } from './tenant';

export interface Judgement {
  /** By field, a sentence for the person. Empty: Autotask has nothing to refuse that can be known here. */
  readonly violations: Readonly<Partial<Record<FieldName, string>>>;
  readonly effects: readonly Effect[];
}

export const rules: readonly Rule[] = [...valueRules];

/** `stored` is undefined for a new opportunity. The first violation of a field is the one that is said. */
export function judge(
  stored: OpportunityFields | undefined,
  changes: Changes,
  tenant: Tenant,
  facts: Facts = {},
): Judgement {
  const situation = { stored, changes: differing(stored, changes), tenant, facts };
  const violations: Partial<Record<FieldName, string>> = {};
  const effects: Effect[] = [];
  for (const rule of rules) {
    const found = rule.judge(situation);
    for (const { field, say } of found.violations ?? []) violations[field] ??= say;
    effects.push(...(found.effects ?? []));
  }
  return { violations, effects };
}

/** The changes that differ from what is stored, with dates in one spelling. */
export function differing(stored: OpportunityFields | undefined, changes: Changes): Changes {
  return Object.fromEntries(
    fieldsOf(changes)
      .map((field) => [field, comparable(field, changes[field])] as const)
      .filter(([field, value]) => stored === undefined || !same(field, stored[field], value)),
  );
}

/** Empty text and null are the same to Autotask. */
export function same(field: FieldName, stored: unknown, value: unknown): boolean {
  const [a, b] = [comparable(field, stored), comparable(field, value)];
  return a === b || (isEmpty(a) && isEmpty(b));
}
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

function comparable(field: FieldName, value: unknown): unknown {
  const dated = opportunityFields[field].type === 'datetime' && typeof value === 'string' && isDate(value);
  return dated ? normalDate(field, value) : value;
}
