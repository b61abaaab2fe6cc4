/** Judges a change before it is sent: what Autotask would refuse, what it would do beyond it, and what to send. */
import type { Changes } from './changes';
import { isDate, normalDate } from './dates';
import { opportunityFields, type FieldName, type OpportunityFields } from './fields';
import { categoryRules } from './rules/category';
import { dateRules } from './rules/dates';
import { descriptionRules } from './rules/description';
import { lostRules } from './rules/lost';
import { moneyRules } from './rules/money';
import { referenceRules } from './rules/references';
import { fieldsOf, isEmpty, type Effect, type Facts, type Findings, type Rule, type Writable } from './rules/rule';
import { valueRules } from './rules/values';
import type { Tenant } from './tenant';

export interface Judgement {
  /** By field (a user-defined one by its name), a sentence for the person. Empty: nothing to refuse is known here. */
  readonly violations: Readonly<Record<string, string>>;
  readonly effects: readonly Effect[];
  /** What travels: only what differs, without what Autotask would ignore, with what must come along. */
  readonly send: Changes;
}

/** In the order in which a person is told: what a value is, before what it does. */
export const rules: readonly Rule[] = [
  ...valueRules,
  ...referenceRules,
  ...dateRules,
  ...lostRules,
  ...moneyRules,
  ...descriptionRules,
  ...categoryRules,
];

/** `stored` is undefined for a new opportunity. The first violation of a field is the one that is said. */
export function judge(
  stored: OpportunityFields | undefined,
  asked: Changes,
  tenant: Tenant,
  facts: Facts = {},
): Judgement {
  const changes = differing(stored, asked);
  const found = rules.map((rule) => rule.judge({ stored, asked, changes, tenant, facts }));
  const violations: Record<string, string> = {};
  for (const { field, say } of found.flatMap((one) => one.violations ?? [])) violations[field] ??= say;
  return { violations, effects: found.flatMap(({ effects = [] }) => effects), send: toSend(stored, changes, found) };
}

/** What would be lost, in words, by a key that stays the same while the loss does. */
export const lossesOf = ({ effects }: Pick<Judgement, 'effects'>): Readonly<Record<string, string>> =>
  Object.fromEntries(effects.filter(({ loses }) => loses).map(({ rule, field, say }) => [`${rule} ${field}`, say]));

export const fieldOf = (loss: string): string => loss.split(' ')[1] ?? '';

function toSend(stored: OpportunityFields | undefined, changes: Changes, found: readonly Findings[]): Changes {
  const dropped = new Set<Writable>(found.flatMap(({ drops = [] }) => drops));
  const all = Object.assign({}, changes, ...found.map(({ adds = {} }) => adds)) as Changes;
  // With a new opportunity, null says nothing: the category's default is welcome.
  const kept = fieldsOf(all).filter((field) => !dropped.has(field) && (stored !== undefined || !isEmpty(all[field])));
  return Object.fromEntries(kept.map((field) => [field, comparable(field, all[field])]));
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

function comparable(field: FieldName, value: unknown): unknown {
  const dated = opportunityFields[field].type === 'datetime' && typeof value === 'string' && isDate(value);
  return dated ? normalDate(field, value) : value;
}
