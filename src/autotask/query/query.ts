/** Queries that cannot widen: operators and fields are typed, and held against the entity once more before sending. */
import { spellingVariants } from '../../core/normalize-name';

import { assertValidQuery } from './validate-query';
import type { Condition, Entity, FieldOf, Query, EntityRecords, Schemas } from './entities';

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
