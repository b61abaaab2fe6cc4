/** A request body as the values of an entity: names in any case, types converted as a .NET service converts them. */
import { Refusal } from '../answer';
import { readDay, readMoment } from '../moment';
import { isLoose, pick } from '../read/loose';
import type { Loose } from '../read/loose';
import type { AnyEntity } from '../schema';
import type { Field, FieldType } from '../schema/entity';
import type { Cells, Scalar, Udfs } from '../state/row';
import type { World } from '../world';
import type { WriteVerb } from './write';

/** The fields of the body that the entity knows; others are ignored. */
export function readCells(entity: AnyEntity, body: Loose): Cells {
  const cells: Cells = {};
  for (const [name, value] of Object.entries(body)) {
    const field = entity.byName.get(name.toLowerCase());
    if (field !== undefined) cells[field.name] = convert(field, value);
  }
  return cells;
}

function convert(field: Field, value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') throw unreadable(Array.isArray(value) ? '[' : '{');
  return converters[field.type](value as string | number | boolean, field);
}

const unreadable = (first: string): Refusal =>
  new Refusal(`Unexpected character encountered while parsing value: ${first}`);

/** The words of the JSON library that .NET services are built with. */
function toInteger(value: string | number | boolean, { name, type }: Field): number | null {
  if (typeof value === 'boolean') throw unreadable(String(value).charAt(0));
  if (value === '') return null;
  const figure = Number(value);
  if (!Number.isInteger(figure)) {
    throw new Refusal(`Could not convert string to integer: ${value}. Path '${name}', line 1, position 1.`);
  }
  const most = type === 'integer' ? 2 ** 31 : Number.MAX_SAFE_INTEGER;
  if (Math.abs(figure) < most) return figure;
  throw new Refusal(`JSON integer ${value} is too large or small for an Int32. Path '${name}', line 1, position 1.`);
}

function toDecimal(value: string | number | boolean, { name }: Field): number | null {
  if (typeof value === 'boolean') throw unreadable(String(value).charAt(0));
  if (value === '') return null;
  const figure = Number(value);
  if (Number.isFinite(figure)) return figure;
  throw new Refusal(`Could not convert string to decimal: ${value}. Path '${name}', line 1, position 1.`);
}

function toMoment(value: string | number | boolean, { name, dateOnly }: Field): string | null {
  if (value === '') return null;
  const moment = dateOnly ? readDay(String(value)) : readMoment(String(value));
  if (moment !== undefined) return moment;
  throw new Refusal(`Could not convert string to DateTime: ${value}. Path '${name}', line 1, position 1.`);
}

const converters: Record<FieldType, (value: string | number | boolean, field: Field) => Scalar> = {
  integer: toInteger,
  long: toInteger,
  decimal: toDecimal,
  datetime: toMoment,
  string: (value) => String(value),
  boolean: (value, { name }) => {
    const word = String(value).toLowerCase();
    if (['true', '1'].includes(word)) return true;
    if (['false', '0'].includes(word)) return false;
    throw new Refusal(`Could not convert string to boolean: ${value}. Path '${name}', line 1, position 1.`);
  },
};

/** `userDefinedFields: [{ name, value }]`; an update names only those that it changes. */
export function readUdfs(body: Loose): Udfs {
  const list = pick(body, 'userdefinedfields') ?? [];
  if (!Array.isArray(list)) throw unreadable(JSON.stringify(list).charAt(0));
  return Object.fromEntries(list.map(readUdf));
}

function readUdf(each: unknown): [name: string, value: string | null] {
  const name = isLoose(each) ? pick(each, 'name') : undefined;
  const value = isLoose(each) ? (pick(each, 'value') ?? null) : null;
  if (typeof name !== 'string') throw new Refusal('Value does not exist for the required field name');
  if (value === null) return [name, null];
  if (typeof value === 'object') throw unreadable(JSON.stringify(value).charAt(0));
  return [name, typeof value === 'string' ? value : JSON.stringify(value)];
}

/** Leaves out what the request cannot set, or refuses it where the tenant does. */
export function writable(world: World, entity: AnyEntity, verb: WriteVerb, cells: Cells): Cells {
  const kept: Cells = {};
  for (const [name, value] of Object.entries(cells)) {
    const field = entity.byName.get(name.toLowerCase());
    if (field === undefined || name === 'id') continue;
    if (settable(world, field, verb)) kept[name] = value;
    else if (field.readOnly && world.switches.readOnlyInBody === 'refused') {
      throw new Refusal(`The field ${name} is read-only and cannot be set.`);
    }
  }
  return kept;
}

export const settable = (world: World, field: Field, verb: WriteVerb): boolean =>
  !field.readOnly &&
  (verb === 'create' ||
    !field.createOnly ||
    (field.name === 'startDate' && world.switches.startDateOnUpdate === 'stored'));
