/** Queries that cannot widen: operators and fields are typed, and held against the entity once more before sending. */
import { Rejected } from '../../core/errors';
import { spellingVariants } from '../../core/normalize-name';
import { isDate } from '../../opportunity/dates';
import document from '../openapi.json';
import type { components } from '../schema';

export type Schemas = components['schemas'];

export type Condition = Schemas['Condition'];

export type Query = Schemas['Query'];

/** The entities that are queried, with the schema of their records. */
export interface EntityRecords {
  readonly Opportunities: Schemas['Opportunity'];
  readonly Companies: Schemas['Company'];
  readonly Contacts: Schemas['Contact'];
  readonly Resources: Schemas['Resource'];
  readonly Products: Schemas['Product'];
  readonly Quotes: Schemas['Quote'];
  readonly SalesOrders: Schemas['SalesOrder'];
  readonly OpportunityCategories: Schemas['OpportunityCategory'];
  readonly ActionTypes: Schemas['ActionType'];
  readonly CompanyNotes: Schemas['CompanyNote'];
  readonly OrganizationalLevelAssociations: Schemas['OrganizationalLevelAssociation'];
}

export type Entity = keyof EntityRecords;

export type FieldOf<E extends Entity> = Exclude<keyof EntityRecords[E], 'userDefinedFields'> & string;

type Scalar = string | number | boolean;
type Value<E extends Entity, F extends FieldOf<E>> = NonNullable<EntityRecords[E][F]>;

/** The words that conditions on one entity are written in. */
export interface ConditionBuilder<E extends Entity> {
  eq<F extends FieldOf<E>>(field: F, value: Value<E, F>): Condition;
  gte<F extends FieldOf<E>>(field: F, value: Value<E, F>): Condition;
  gt<F extends FieldOf<E>>(field: F, value: Value<E, F>): Condition;
  lt<F extends FieldOf<E>>(field: F, value: Value<E, F>): Condition;
  contains(field: FieldOf<E>, text: string): Condition;
  in<F extends FieldOf<E>>(field: F, values: readonly Value<E, F>[]): Condition;
  notExist(field: FieldOf<E>): Condition;
}

export function where<E extends Entity>(): ConditionBuilder<E> {
  const compare = (op: Schemas['Comparison']['op']) => (field: string, value: unknown) =>
    ({ op, field, value: value as Scalar }) satisfies Condition;
  return {
    eq: compare('eq'),
    gte: compare('gte'),
    gt: compare('gt'),
    lt: compare('lt'),
    contains(field, text) {
      const [first, ...others] = spellingVariants(text).map((value) => ({ op: 'contains', field, value }) as const);
      return first === undefined || others.length > 0 ? or(...[first ?? [], others].flat()) : first;
    },
    in: (field, values) => ({ op: 'in', field, value: [...values] as (string | number)[] }),
    notExist: (field) => ({ op: 'notExist', field }),
  };
}

export const or = (...items: Condition[]): Condition => ({ op: 'or', items });
export const and = (...items: Condition[]): Condition => ({ op: 'and', items });

/** A query of the entity. `id` is always among the fields: paging works on it. */
export function buildQuery<E extends Entity>(
  entity: E,
  filter: readonly Condition[],
  { fields, size = 500 }: { fields?: readonly FieldOf<E>[]; size?: number } = {},
): Query {
  assertValidQuery(entity, filter);
  return {
    maxRecords: size,
    ...(fields === undefined ? {} : { includeFields: [...new Set(['id', ...fields])] }),
    filter: [...filter],
  };
}

// Autotask drops an operator that it does not know, and answers with everything: such a query is refused here.

const { schemas } = document.components;
const entitySchemas: { readonly [E in Entity]: { readonly properties: object } } = {
  Opportunities: schemas.Opportunity,
  Companies: schemas.Company,
  Contacts: schemas.Contact,
  Resources: schemas.Resource,
  Products: schemas.Product,
  Quotes: schemas.Quote,
  SalesOrders: schemas.SalesOrder,
  OpportunityCategories: schemas.OpportunityCategory,
  ActionTypes: schemas.ActionType,
  CompanyNotes: schemas.CompanyNote,
  OrganizationalLevelAssociations: schemas.OrganizationalLevelAssociation,
};

/** Every operator that Autotask has, with the shape of its value. */
const operators = new Map<unknown, 'scalar' | 'text' | 'list' | 'nothing' | 'group'>([
  ...(['eq', 'noteq', 'gt', 'gte', 'lt', 'lte'] as const).map((op) => [op, 'scalar'] as const),
  ...(['beginsWith', 'endsWith', 'contains'] as const).map((op) => [op, 'text'] as const),
  ...(['in', 'notIn'] as const).map((op) => [op, 'list'] as const),
  ...(['exist', 'notExist'] as const).map((op) => [op, 'nothing'] as const),
  ...(['and', 'or'] as const).map((op) => [op, 'group'] as const),
]);

/** Autotask: 500 conditions joined by OR, each element of a list counting. */
const maxAlternativesPerQuery = 500;

/** What may be wrong with a condition: it is read as a stranger's, whatever its type promises. */
interface UntrustedCondition {
  readonly op?: unknown;
  readonly field?: unknown;
  readonly value?: unknown;
  readonly udf?: unknown;
  readonly items?: unknown;
}
interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
}
interface QueryCheck {
  readonly fieldSchemas: Readonly<Record<string, FieldSchema>>;
  readonly count: { alternatives: number; udfs: number };
}

/** Throws `Rejected` before anything is sent. */
function assertValidQuery(entity: Entity, filter: readonly Condition[]): void {
  const queryCheck: QueryCheck = {
    fieldSchemas: entitySchemas[entity].properties as Readonly<Record<string, FieldSchema>>,
    count: { alternatives: 0, udfs: 0 },
  };
  if (filter.length === 0) rejectQuery('no condition');
  for (const condition of filter) checkCondition(condition, queryCheck);
  if (queryCheck.count.alternatives > maxAlternativesPerQuery)
    rejectQuery(`${queryCheck.count.alternatives} alternatives`);
  // Autotask: one user-defined field per query.
  if (queryCheck.count.udfs > 1) rejectQuery('more than one user-defined field');
}

function rejectQuery(what: string): never {
  throw new Rejected('I cannot search like that.', {}, { hint: 'Search for less at once.', cause: new Error(what) });
}

function checkCondition(condition: UntrustedCondition, queryCheck: QueryCheck): void {
  const shape = operators.get(condition.op) ?? rejectQuery('an unknown operator');
  if (shape === 'group') {
    checkGroup(condition, queryCheck);
    return;
  }
  const fieldSchema = fieldSchemaOf(condition, queryCheck);
  for (const value of comparedValues(condition, shape, queryCheck)) checkValue(fieldSchema, value);
}

function checkGroup({ op, items }: UntrustedCondition, queryCheck: QueryCheck): void {
  if (!Array.isArray(items) || items.length === 0) rejectQuery('an empty group');
  if (op === 'or') queryCheck.count.alternatives += items.length;
  for (const item of items as readonly UntrustedCondition[]) checkCondition(item, queryCheck);
}

function fieldSchemaOf({ field, udf }: UntrustedCondition, { fieldSchemas, count }: QueryCheck): FieldSchema {
  if (typeof field !== 'string' || field === '') return rejectQuery('no field');
  if (udf === true) {
    count.udfs += 1;
    return {};
  }
  const fieldSchema = Object.hasOwn(fieldSchemas, field) ? fieldSchemas[field] : undefined;
  return fieldSchema ?? rejectQuery(`no field ${field}`);
}

function comparedValues(
  { value }: UntrustedCondition,
  shape: 'scalar' | 'text' | 'list' | 'nothing',
  { count }: QueryCheck,
): readonly unknown[] {
  if (shape === 'nothing') return value === undefined ? [] : rejectQuery('a value without use');
  if (shape === 'scalar') return [value];
  if (shape === 'text') return typeof value === 'string' && value !== '' ? [] : rejectQuery('no text');
  if (!Array.isArray(value) || value.length === 0) return rejectQuery('an empty list');
  count.alternatives += value.length;
  return value;
}

/** A number as text finds nothing; a text that is no date may find anything. */
function checkValue({ type, format }: FieldSchema, value: unknown): void {
  const types = type === undefined ? ['string', 'number', 'boolean'] : [type].flat();
  const whole = types.includes('integer') && Number.isSafeInteger(value);
  const other = types.includes(typeof value) && (typeof value !== 'number' || Number.isFinite(value));
  if (!whole && !other) rejectQuery(`a value that is no ${types.join(' or ')}`);
  if (format === 'date-time' && !isDate(value as string)) rejectQuery('a value that is no date');
}
