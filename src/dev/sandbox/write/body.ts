/** Parses a request body into the values of an entity: names in any case, types converted as a .NET service does. */
import { AutotaskRefusal } from '../responses';
import { parseUtcDay, parseUtcMoment } from '../dates';
import { isLooseObject, pickValue } from '../read/loose-json';
import type { LooseObject } from '../read/loose-json';
import type { AnyEntity } from '../schema';
import type { Field, FieldType } from '../schema/entity';
import type { Cells, Scalar, Udfs } from '../state/tables';
import type { SandboxWorld } from '../world';
import type { WriteVerb } from './write';

/** The fields of the body that the entity has; others are ignored. */
export function parseCells(entity: AnyEntity, body: LooseObject): Cells {
  const cells: Cells = {};
  for (const [name, value] of Object.entries(body)) {
    const field = entity.byName.get(name.toLowerCase());
    if (field !== undefined) cells[field.name] = convertValue(field, value);
  }
  return cells;
}

function convertValue(field: Field, value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') throw parseFailure(Array.isArray(value) ? '[' : '{');
  return converters[field.type](value as string | number | boolean, field);
}

const parseFailure = (first: string): AutotaskRefusal =>
  new AutotaskRefusal(`Unexpected character encountered while parsing value: ${first}`);

/** The messages are those of the JSON library of .NET services. */
function toInteger(value: string | number | boolean, { name, type }: Field): number | null {
  if (typeof value === 'boolean') throw parseFailure(String(value).charAt(0));
  if (value === '') return null;
  const number = Number(value);
  if (!Number.isInteger(number)) {
    throw new AutotaskRefusal(`Could not convert string to integer: ${value}. Path '${name}', line 1, position 1.`);
  }
  const limit = type === 'integer' ? 2 ** 31 : Number.MAX_SAFE_INTEGER;
  if (Math.abs(number) < limit) return number;
  throw new AutotaskRefusal(
    `JSON integer ${value} is too large or small for an Int32. Path '${name}', line 1, position 1.`,
  );
}

function toDecimal(value: string | number | boolean, { name }: Field): number | null {
  if (typeof value === 'boolean') throw parseFailure(String(value).charAt(0));
  if (value === '') return null;
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  throw new AutotaskRefusal(`Could not convert string to decimal: ${value}. Path '${name}', line 1, position 1.`);
}

function toDateTime(value: string | number | boolean, { name, dateOnly }: Field): string | null {
  if (value === '') return null;
  const moment = dateOnly ? parseUtcDay(String(value)) : parseUtcMoment(String(value));
  if (moment !== undefined) return moment;
  throw new AutotaskRefusal(`Could not convert string to DateTime: ${value}. Path '${name}', line 1, position 1.`);
}

const converters: Record<FieldType, (value: string | number | boolean, field: Field) => Scalar> = {
  integer: toInteger,
  long: toInteger,
  decimal: toDecimal,
  datetime: toDateTime,
  string: (value) => String(value),
  boolean: (value, { name }) => {
    const text = String(value).toLowerCase();
    if (['true', '1'].includes(text)) return true;
    if (['false', '0'].includes(text)) return false;
    throw new AutotaskRefusal(`Could not convert string to boolean: ${value}. Path '${name}', line 1, position 1.`);
  },
};

/** `userDefinedFields: [{ name, value }]`; an update has only those that it changes. */
export function parseUdfs(body: LooseObject): Udfs {
  const list = pickValue(body, 'userdefinedfields') ?? [];
  if (!Array.isArray(list)) throw parseFailure(JSON.stringify(list).charAt(0));
  return Object.fromEntries(list.map(parseUdf));
}

function parseUdf(each: unknown): [name: string, value: string | null] {
  const name = isLooseObject(each) ? pickValue(each, 'name') : undefined;
  const value = isLooseObject(each) ? (pickValue(each, 'value') ?? null) : null;
  if (typeof name !== 'string') throw new AutotaskRefusal('Value does not exist for the required field name');
  if (value === null) return [name, null];
  if (typeof value === 'object') throw parseFailure(JSON.stringify(value).charAt(0));
  return [name, typeof value === 'string' ? value : JSON.stringify(value)];
}

/** Without the fields that the request cannot set; throws for a read-only one where the tenant refuses it. */
export function writableCells(world: SandboxWorld, entity: AnyEntity, verb: WriteVerb, cells: Cells): Cells {
  const accepted: Cells = {};
  for (const [name, value] of Object.entries(cells)) {
    const field = entity.byName.get(name.toLowerCase());
    if (field === undefined || name === 'id') continue;
    if (isWritable(world, field, verb)) accepted[name] = value;
    else if (field.readOnly && world.switches.readOnlyInBody === 'refused') {
      throw new AutotaskRefusal(`The field ${name} is read-only and cannot be set.`);
    }
  }
  return accepted;
}

export const isWritable = (world: SandboxWorld, field: Field, verb: WriteVerb): boolean =>
  !field.readOnly &&
  (verb === 'create' ||
    !field.createOnly ||
    (field.name === 'startDate' && world.switches.startDateOnUpdate === 'stored'));
