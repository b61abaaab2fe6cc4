/** User-defined fields: matched by their whole name, their values always text. */
import { isDate } from '../dates';
import type { Udf } from '../opportunity';
import type { PicklistEntry } from '../tenant';

export interface UdfRule {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  /** 0 where there is no limit. */
  readonly length: number;
  readonly required: boolean;
  readonly readOnly: boolean;
  /** What Autotask puts into a new record where nothing is given. */
  readonly usual: string | null;
  readonly values: readonly PicklistEntry[] | undefined;
}

/** By name of the field, a sentence. `isNew`: required ones must be there. */
export function judgeUdfs(udfs: readonly Udf[], known: readonly UdfRule[], isNew: boolean): Record<string, string> {
  const given = udfs.flatMap(({ name, value }) => {
    const rule = known.find((one) => one.name === name);
    const say = rule === undefined ? `Autotask has no field “${name}” for opportunities.` : wrong(rule, value);
    return say === undefined ? [] : [[name, say] as const];
  });
  const names = new Set(udfs.map(({ name }) => name));
  const left = known
    .filter((rule) => isNew && rule.required && !rule.readOnly && !rule.usual && !names.has(rule.name))
    .map((rule) => [rule.name, `${rule.label} must not be empty.`] as const);
  return Object.fromEntries([...left, ...given]);
}

function wrong(rule: UdfRule, value: string | null): string | undefined {
  const { label, required, readOnly, values } = rule;
  if (readOnly) return `Autotask fills in ${label} by itself.`;
  if (value === null || value.trim() === '') return required ? `${label} must not be empty.` : undefined;
  return values === undefined ? misfit(rule, value) : notListed(label, values, value);
}

function misfit({ label, type, length }: UdfRule, value: string): string | undefined {
  if (length > 0 && value.length > length) return `${label} takes at most ${length} characters.`;
  if (numeric.test(type) && !Number.isFinite(Number(value))) return `${label} must be a number.`;
  return /date/i.test(type) && !isDate(value) ? `${label} must be a date.` : undefined;
}
const numeric = /number|integer|long|decimal|double/i;

function notListed(label: string, values: readonly PicklistEntry[], value: string): string | undefined {
  const entry = values.find((one) => one.value === value);
  if (entry === undefined) return `${label} has no such choice as “${value}”.`;
  return entry.active ? undefined : `The choice “${entry.label}” of ${label} is retired.`;
}
