/** A query as somebody sent it: forgiving where Autotask is, refusing where it refuses. */
import { Refusal } from '../answer';
import type { AnyEntity } from '../schema';
import type { World } from '../world';
import type { Matches } from './filter';
import { compileFilter } from './filter';
import { isLoose, parseLoose, pick, pickText, unknownField } from './loose';
import { udfsOf } from './udfs';

export interface Query {
  readonly max: number;
  readonly only: readonly string[] | undefined;
  readonly matches: Matches;
  /** `id` is to be equal to this: found without looking at every record. */
  readonly id: number | undefined;
}

export function readQuery(world: World, entity: AnyEntity, text: string): Query {
  const body = parseLoose(text);
  const filter = pick(body, 'filter');
  if (!Array.isArray(filter)) throw new Refusal('Invalid query syntax. A filter is required.');
  return {
    max: readMax(pick(body, 'maxrecords')),
    only: readOnly(world, entity, pick(body, 'includefields')),
    matches: compileFilter(world, entity, filter),
    id: soleId(filter),
  };
}

/** Out of bounds is an error; it is not brought back into them. */
function readMax(value: unknown): number {
  if (value === undefined || value === null) return 500;
  const max = Number(value);
  if (!Number.isInteger(max) || max < 1 || max > 500) {
    throw new Refusal('Invalid query syntax. MaxRecords must be between 1 and 500.');
  }
  return max;
}

function readOnly(world: World, entity: AnyEntity, value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const udfs = new Set(udfsOf(world, entity.name).map((udf) => udf.name.toLowerCase()));
  for (const name of value.map(String)) {
    const lower = name.toLowerCase();
    if (!entity.byName.has(lower) && !udfs.has(lower) && lower !== 'userdefinedfields')
      throw unknownField(name, entity);
  }
  return value.map(String);
}

function soleId(filter: readonly unknown[]): number | undefined {
  for (const each of filter) {
    if (!isLoose(each) || pick(each, 'udf') === true) continue;
    const [op, field] = [pickText(each, 'op'), pickText(each, 'field')].map((text) => text.toLowerCase());
    const value = pick(each, 'value');
    if (op === 'eq' && field === 'id' && typeof value === 'number') return value;
  }
  return undefined;
}
