/** A request body as the values of an entity: names in any case, types converted as a .NET service converts them. */
import { AutotaskRefusal } from '../answer';
import { parseUtcDay, parseUtcMoment } from '../moment';
import { isLooseObject, pickValue } from '../read/loose';
import type { LooseObject } from '../read/loose';
import type { AnyEntity } from '../schema';
import type { Field, FieldType } from '../schema/entity';
import type { Cells, Scalar, Udfs } from '../state/row';
import type { SandboxWorld } from '../world';
import type { WriteVerb } from './write';

/** The fields of the body that the entity knows; others are ignored. */
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

/** The words of the JSON library that .NET services are built with. */
function toInteger(value: string | number | boolean, { name, type }: Field): number | null {
  if (typeof value === 'boolean') throw parseFailure(String(value).charAt(0));
  if (value === '') return null;
  const figure = Number(value);
  if (!Number.isInteger(figure)) {
    throw new AutotaskRefusal(`Could not convert string to integer: ${value}. Path '${name}', line 1, position 1.`);
  }
  const most = type === 'integer' ? 2 ** 31 : Number.MAX_SAFE_INTEGER;
  if (Math.abs(figure) < most) return figure;
  throw new AutotaskRefusal(
    `JSON integer ${value} is too large or small for an Int32. Path '${name}', line 1, position 1.`,
  );
}

function toDecimal(value: string | number | boolean, { name }: Field): number | null {
  if (typeof value === 'boolean') throw parseFailure(String(value).charAt(0));
  if (value === '') return null;
  const figure = Number(value);
  if (Number.isFinite(figure)) return figure;
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
    const word = String(value).toLowerCase();
    if (['true', '1'].includes(word)) return true;
    if (['false', '0'].includes(word)) return false;
    throw new AutotaskRefusal(`Could not convert string to boolean: ${value}. Path '${name}', line 1, position 1.`);
  },
};

/** `userDefinedFields: [{ name, value }]`; an update names only those that it changes. */
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

/** Leaves out what the request cannot set, or refuses it where the tenant does. */
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
