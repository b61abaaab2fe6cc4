/** Refuses a query that Autotask would misread: it drops an operator that it does not know, and answers with everything. */
import { Refused } from '../core/errors';
import { isDate } from '../opportunity/dates';
import document from './openapi.json';
import type { Condition, Entity } from './entities';

const { schemas } = document.components;
const records: { readonly [E in Entity]: { readonly properties: object } } = {
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
const mostAlternatives = 500;

/** What may be wrong with a condition: it is read as a stranger's, whatever its type promises. */
interface Claimed {
  readonly op?: unknown;
  readonly field?: unknown;
  readonly value?: unknown;
  readonly udf?: unknown;
  readonly items?: unknown;
}
interface Described {
  readonly type?: string | readonly string[];
  readonly format?: string;
}
interface Reading {
  readonly known: Readonly<Record<string, Described>>;
  readonly count: { alternatives: number; udfs: number };
}

/** Throws `Refused` before anything is sent. */
export function assertSound(entity: Entity, filter: readonly Condition[]): void {
  const reading: Reading = {
    known: records[entity].properties as Readonly<Record<string, Described>>,
    count: { alternatives: 0, udfs: 0 },
  };
  if (filter.length === 0) refuse('no condition');
  for (const condition of filter) inspect(condition, reading);
  if (reading.count.alternatives > mostAlternatives) refuse(`${reading.count.alternatives} alternatives`);
  // Autotask: one user-defined field per query.
  if (reading.count.udfs > 1) refuse('more than one user-defined field');
}

function refuse(what: string): never {
  throw new Refused('I cannot search like that.', {}, { next: 'Search for less at once.', cause: new Error(what) });
}

function inspect(condition: Claimed, reading: Reading): void {
  const shape = operators.get(condition.op) ?? refuse('an unknown operator');
  if (shape === 'group') {
    inspectGroup(condition, reading);
    return;
  }
  const described = fieldOf(condition, reading);
  for (const value of valuesOf(condition, shape, reading)) assertValue(described, value);
}

function inspectGroup({ op, items }: Claimed, reading: Reading): void {
  if (!Array.isArray(items) || items.length === 0) refuse('an empty group');
  if (op === 'or') reading.count.alternatives += items.length;
  for (const item of items as readonly Claimed[]) inspect(item, reading);
}

function fieldOf({ field, udf }: Claimed, { known, count }: Reading): Described {
  if (typeof field !== 'string' || field === '') return refuse('no field');
  if (udf === true) {
    count.udfs += 1;
    return {};
  }
  const described = Object.hasOwn(known, field) ? known[field] : undefined;
  return described ?? refuse(`no field ${field}`);
}

function valuesOf(
  { value }: Claimed,
  shape: 'scalar' | 'text' | 'list' | 'nothing',
  { count }: Reading,
): readonly unknown[] {
  if (shape === 'nothing') return value === undefined ? [] : refuse('a value without use');
  if (shape === 'scalar') return [value];
  if (shape === 'text') return typeof value === 'string' && value !== '' ? [] : refuse('no text');
  if (!Array.isArray(value) || value.length === 0) return refuse('an empty list');
  count.alternatives += value.length;
  return value;
}

/** A number as text finds nothing; a text that is no date may find anything. */
function assertValue({ type, format }: Described, value: unknown): void {
  const types = type === undefined ? ['string', 'number', 'boolean'] : [type].flat();
  const whole = types.includes('integer') && Number.isSafeInteger(value);
  const other = types.includes(typeof value) && (typeof value !== 'number' || Number.isFinite(value));
  if (!whole && !other) refuse(`a value that is no ${types.join(' or ')}`);
  if (format === 'date-time' && !isDate(value as string)) refuse('a value that is no date');
}
