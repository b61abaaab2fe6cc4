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
  readonly defaultValue: string | null;
  readonly values: readonly PicklistEntry[] | undefined;
}

/** By name of the field, a sentence. `isNew`: required ones must be there. */
export function validateUdfs(udfs: readonly Udf[], known: readonly UdfRule[], isNew: boolean): Record<string, string> {
  const invalid = udfs.flatMap(({ name, value }) => {
    const rule = known.find((one) => one.name === name);
    const say = rule === undefined ? `Autotask has no field “${name}” for opportunities.` : udfProblem(rule, value);
    return say === undefined ? [] : [[name, say] as const];
  });
  const names = new Set(udfs.map(({ name }) => name));
  const absent = known
    .filter((rule) => isNew && rule.required && !rule.readOnly && !rule.defaultValue && !names.has(rule.name))
    .map((rule) => [rule.name, `${rule.label} must not be empty.`] as const);
  return Object.fromEntries([...absent, ...invalid]);
}

function udfProblem(rule: UdfRule, value: string | null): string | undefined {
  const { label, required, readOnly, values } = rule;
  if (readOnly) return `Autotask fills in ${label} by itself.`;
  if (value === null || value.trim() === '') return required ? `${label} must not be empty.` : undefined;
  return values === undefined ? formatProblem(rule, value) : choiceProblem(label, values, value);
}

function formatProblem({ label, type, length }: UdfRule, value: string): string | undefined {
  if (length > 0 && value.length > length) return `${label} takes at most ${length} characters.`;
  if (numeric.test(type) && !Number.isFinite(Number(value))) return `${label} must be a number.`;
  return /date/i.test(type) && !isDate(value) ? `${label} must be a date.` : undefined;
}
const numeric = /number|integer|long|decimal|double/i;

function choiceProblem(label: string, values: readonly PicklistEntry[], value: string): string | undefined {
  const entry = values.find((one) => one.value === value);
  if (entry === undefined) return `${label} has no such choice as “${value}”.`;
  return entry.active ? undefined : `The choice “${entry.label}” of ${label} is retired.`;
}
