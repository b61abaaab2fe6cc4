/** Parses a query, as tolerant and as strict as Autotask is. */
import { AutotaskRefusal } from '../responses';
import type { AnyEntity } from '../schema';
import type { SandboxWorld } from '../world';
import type { RowPredicate } from './filter';
import { compileFilter } from './filter';
import { isLooseObject, parseLooseJson, pickValue, pickText, unknownFieldError } from './loose-json';
import { udfsOf } from './udfs';

export interface RecordQuery {
  readonly max: number;
  readonly includeFields: readonly string[] | undefined;
  readonly matches: RowPredicate;
  /** The id that the filter asks for, so that not every record has to be tested. */
  readonly id: number | undefined;
}

export function parseQuery(world: SandboxWorld, entity: AnyEntity, text: string): RecordQuery {
  const body = parseLooseJson(text);
  const filter = pickValue(body, 'filter');
  if (!Array.isArray(filter)) throw new AutotaskRefusal('Invalid query syntax. A filter is required.');
  return {
    max: parseMaxRecords(pickValue(body, 'maxrecords')),
    includeFields: parseIncludeFields(world, entity, pickValue(body, 'includefields')),
    matches: compileFilter(world, entity, filter),
    id: idFilterOf(filter),
  };
}

/** A number out of bounds is an error: Autotask does not clamp it. */
function parseMaxRecords(value: unknown): number {
  if (value === undefined || value === null) return 500;
  const max = Number(value);
  if (!Number.isInteger(max) || max < 1 || max > 500) {
    throw new AutotaskRefusal('Invalid query syntax. MaxRecords must be between 1 and 500.');
  }
  return max;
}

function parseIncludeFields(world: SandboxWorld, entity: AnyEntity, value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const udfs = new Set(udfsOf(world, entity.name).map((udf) => udf.name.toLowerCase()));
  for (const name of value.map(String)) {
    const lower = name.toLowerCase();
    if (!entity.byName.has(lower) && !udfs.has(lower) && lower !== 'userdefinedfields')
      throw unknownFieldError(name, entity);
  }
  return value.map(String);
}

function idFilterOf(filter: readonly unknown[]): number | undefined {
  for (const each of filter) {
    if (!isLooseObject(each) || pickValue(each, 'udf') === true) continue;
    const [op, field] = [pickText(each, 'op'), pickText(each, 'field')].map((text) => text.toLowerCase());
    const value = pickValue(each, 'value');
    if (op === 'eq' && field === 'id' && typeof value === 'number') return value;
  }
  return undefined;
}
