/** What the field table of the entity page says of every value: type, length, read-only, required, picklist. */
import type { Changes } from '../changes';
import { isDate } from '../dates';
import { opportunityFields, type FieldName, type FieldRule } from '../fields';
import { labelOf, capitalizedLabelOf } from '../labels';
import { isReadOnly, isRequired, maxLength, picklistOf } from '../tenant';
import {
  changedFieldNames,
  isEmpty,
  emptyResult,
  violation,
  type Rule,
  type RuleInput,
  type WritableField,
} from './rule';

const fieldTable = 'Autotask: Opportunities, field definitions';
const integerRange = 2 ** 31;

const isOfType: Record<FieldRule['type'], (value: unknown) => boolean> = {
  decimal: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) < integerRange,
  long: (value) => Number.isSafeInteger(value),
  string: (value) => typeof value === 'string',
  datetime: (value) => typeof value === 'string' && isDate(value),
  boolean: (value) => typeof value === 'boolean',
};
const typeDescriptions: Record<FieldRule['type'], string> = {
  decimal: 'a number',
  integer: 'a whole number',
  long: 'a whole number',
  string: 'text',
  datetime: 'a date',
  boolean: 'yes or no',
};

/** One sentence for each changed field that the test finds wrong. */
const checkEachField =
  (rule: string, test: (field: WritableField, situation: RuleInput) => string | undefined): Rule['validate'] =>
  (situation) => ({
    violations: changedFieldNames(situation.changes).flatMap((field) => {
      const say = test(field, situation);
      return say === undefined ? [] : [{ rule, field, say }];
    }),
  });

const type: Rule = {
  id: 'type',
  source: `${fieldTable}, datatype`,
  validate: checkEachField('type', (field, { changes }) => {
    const value: unknown = changes[field];
    const kind = opportunityFields[field].type;
    return value === null || isOfType[kind](value)
      ? undefined
      : `The ${labelOf(field)} must be ${typeDescriptions[kind]}.`;
  }),
};

const length: Rule = {
  id: 'length',
  source: `${fieldTable}, string lengths; the tenant's own metadata wins`,
  validate: checkEachField('length', (field, { changes, tenant }) => {
    const value: unknown = changes[field];
    const limit = maxLength(tenant, field);
    if (typeof value !== 'string' || limit === 0 || opportunityFields[field].type !== 'string') return undefined;
    return value.length <= limit
      ? undefined
      : `The ${labelOf(field)} takes at most ${limit} characters; this has ${value.length}.`;
  }),
};

/** Autotask ignores read-only fields in a request; here they are refused, so that nobody believes them written. */
const readOnly: Rule = {
  id: 'R29',
  source: `${fieldTable}, read-only`,
  validate: checkEachField('R29', (field, { tenant, stored }) => {
    if (field === 'startDate') {
      return stored === undefined ? undefined : 'The create date cannot be changed once the opportunity exists.';
    }
    return isReadOnly(tenant, field) ? `Autotask fills in the ${labelOf(field)} by itself.` : undefined;
  }),
};

/** A change may leave a required field out, but not empty it. */
const required: Rule = {
  id: 'required',
  source: `${fieldTable}, required`,
  validate: ({ stored, changes, tenant }) => {
    const checkedFields =
      stored === undefined ? (Object.keys(opportunityFields) as FieldName[]) : changedFieldNames(changes);
    return {
      violations: checkedFields
        .filter((field): field is WritableField => field !== 'id' && isRequired(tenant, field))
        .filter((field) => !isReadOnly(tenant, field) && isEmpty(changes[field]))
        .map((field) => ({ rule: 'required', field, say: `${capitalizedLabelOf(field)} must not be empty.` })),
    };
  },
};

const picklist: Rule = {
  id: 'picklist',
  source: `${fieldTable}, picklist; inactive values are shown on old records and never chosen anew`,
  validate: checkEachField('picklist', (field, { changes, tenant }) => {
    const values = picklistOf(tenant, field);
    const value: Changes[typeof field] = changes[field];
    if (values === undefined || value === null || value === undefined) return undefined;
    const entry = values.find((known) => known.value === String(value));
    if (entry === undefined) return `Autotask has no such ${labelOf(field)} as ${value}.`;
    return entry.active
      ? undefined
      : `The ${labelOf(field)} “${entry.label}” is retired and cannot be chosen any more.`;
  }),
};

const probability: Rule = {
  id: 'R20',
  source: 'Autotask: Opportunities, probability: must be >= 0 and <= 100',
  validate: ({ changes: { probability: value } }) =>
    typeof value !== 'number' || (value >= 0 && value <= 100)
      ? emptyResult
      : violation('R20', 'probability', 'The probability goes from 0 to 100 percent.'),
};

export const valueRules: readonly Rule[] = [type, length, readOnly, required, picklist, probability];
