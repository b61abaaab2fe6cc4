/** Queries that cannot widen: operators and fields are typed, and held against the entity once more before sending. */
import { spellings } from '../core/alike';

import { assertSound } from './sound';
import type { Condition, Entity, FieldOf, Query, Records, Schemas } from './entities';

type Scalar = string | number | boolean;
type Value<E extends Entity, F extends FieldOf<E>> = NonNullable<Records[E][F]>;

/** The words that conditions on one entity are written in. */
export interface Where<E extends Entity> {
  is<F extends FieldOf<E>>(field: F, value: Value<E, F>): Condition;
  atLeast<F extends FieldOf<E>>(field: F, value: Value<E, F>): Condition;
  above<F extends FieldOf<E>>(field: F, value: Value<E, F>): Condition;
  below<F extends FieldOf<E>>(field: F, value: Value<E, F>): Condition;
  contains(field: FieldOf<E>, text: string): Condition;
  oneOf<F extends FieldOf<E>>(field: F, values: readonly Value<E, F>[]): Condition;
  missing(field: FieldOf<E>): Condition;
}

export function where<E extends Entity>(): Where<E> {
  const compare = (op: Schemas['Comparison']['op']) => (field: string, value: unknown) =>
    ({ op, field, value: value as Scalar }) satisfies Condition;
  return {
    is: compare('eq'),
    atLeast: compare('gte'),
    above: compare('gt'),
    below: compare('lt'),
    contains(field, text) {
      const [first, ...others] = spellings(text).map((value) => ({ op: 'contains', field, value }) as const);
      return first === undefined || others.length > 0 ? either(...[first ?? [], others].flat()) : first;
    },
    oneOf: (field, values) => ({ op: 'in', field, value: [...values] as (string | number)[] }),
    missing: (field) => ({ op: 'notExist', field }),
  };
}

export const either = (...items: Condition[]): Condition => ({ op: 'or', items });
export const both = (...items: Condition[]): Condition => ({ op: 'and', items });

/** A query of the entity. `id` is always among the fields: paging works on it. */
export function queryOf<E extends Entity>(
  entity: E,
  filter: readonly Condition[],
  { fields, size = 500 }: { fields?: readonly FieldOf<E>[]; size?: number } = {},
): Query {
  assertSound(entity, filter);
  return {
    maxRecords: size,
    ...(fields === undefined ? {} : { includeFields: [...new Set(['id', ...fields])] }),
    filter: [...filter],
  };
}
