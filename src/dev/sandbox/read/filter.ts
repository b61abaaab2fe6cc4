/** Filters: an unknown operator is dropped without a word, an unknown field is an error. */
import { Refusal } from '../answer';
import type { AnyEntity } from '../schema';
import type { Field } from '../schema/entity';
import type { Row, Scalar } from '../state/row';
import type { World } from '../world';
import type { Loose } from './loose';
import { isLoose, pick, pickText, unknownField } from './loose';
import { operandOf, operators, textual } from './operators';
import { udfsOf } from './udfs';

export type Matches = (row: Row) => boolean;

interface Compiling {
  readonly world: World;
  readonly entity: AnyEntity;
  /** Conditions under an `or`, the elements of lists, and conditions on user-defined fields: each is limited. */
  ors: number;
  udfs: number;
}

/** The elements of the outermost list must all hold. */
export function compileFilter(world: World, entity: AnyEntity, filter: readonly unknown[]): Matches {
  const compiling: Compiling = { world, entity, ors: 0, udfs: 0 };
  const matches = all(compileEach(compiling, filter));
  if (compiling.ors > 500) {
    throw new Refusal("Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.");
  }
  if (compiling.udfs > 1) throw new Refusal('Invalid query syntax. Only one user-defined field can be queried.');
  return matches;
}

const all =
  (parts: readonly Matches[]): Matches =>
  (row) =>
    parts.every((part) => part(row));
const any =
  (parts: readonly Matches[]): Matches =>
  (row) =>
    parts.some((part) => part(row));

const compileEach = (compiling: Compiling, filter: readonly unknown[]): Matches[] =>
  filter.map((each) => compile(compiling, each)).filter((part) => part !== undefined);

/** Undefined for what Autotask drops, as if it had not been sent. */
function compile(compiling: Compiling, each: unknown): Matches | undefined {
  if (!isLoose(each)) return undefined;
  const op = pickText(each, 'op').toLowerCase();
  if (op === 'and' || op === 'or') return group(compiling, op, pick(each, 'items'));
  if (!operators.has(op)) return undefined;
  return leaf(compiling, op, each);
}

function group(compiling: Compiling, op: 'and' | 'or', items: unknown): Matches | undefined {
  const parts = compileEach(compiling, Array.isArray(items) ? items : []);
  if (parts.length === 0) return undefined;
  if (op === 'or') compiling.ors += parts.length;
  return op === 'or' ? any(parts) : all(parts);
}

function leaf(compiling: Compiling, op: string, each: Loose): Matches {
  const name = pickText(each, 'field');
  const value = pick(each, 'value');
  if (Array.isArray(value)) compiling.ors += value.length;
  return pick(each, 'udf') === true ? onUdf(compiling, name, op, value) : onField(compiling, name, op, value);
}

function onField({ world, entity }: Compiling, name: string, op: string, value: unknown): Matches {
  const field = entity.byName.get(name.toLowerCase());
  if (!field?.queryable) throw unknownField(name, entity);
  const test = testOf(op, field, value, world.switches.textFindsLong);
  return (row) => test(row.cells[field.name] ?? null);
}

function onUdf(compiling: Compiling, name: string, op: string, value: unknown): Matches {
  const { world, entity } = compiling;
  compiling.udfs += 1;
  const udf = udfsOf(world, entity.name).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (udf === undefined) throw unknownField(name, entity);
  const type = udf.type === 'number' ? 'decimal' : udf.type === 'date' ? 'datetime' : 'string';
  const test = testOf(op, { name, type }, value, true);
  return (row) => {
    const stored = row.udfs[udf.name] ?? null;
    return test(type === 'decimal' && stored !== null ? Number(stored) : stored);
  };
}

const nothing: ReadonlySet<Scalar> = new Set();

function testOf(
  op: string,
  field: Pick<Field, 'name' | 'type'>,
  value: unknown,
  textFindsLong: boolean,
): (cell: Scalar) => boolean {
  const operator = operators.get(op);
  if (operator === undefined) return () => true;
  if (op === 'exist' || op === 'notexist') return (cell) => operator(cell, null, nothing);
  const type = textual.has(op) ? 'string' : field.type;
  const cellOf = type === 'string' ? lowered : asStored;
  const convert = (each: unknown) => operandOf({ name: field.name, type }, each, textFindsLong);
  if (op === 'in' || op === 'notin') {
    if (!Array.isArray(value))
      throw new Refusal(`Invalid query syntax. A list of values is expected for ${field.name}.`);
    const operands = new Set(value.map(convert));
    return (cell) => operator(cellOf(cell), null, operands);
  }
  const operand = convert(value);
  return (cell) => operator(cellOf(cell), operand, nothing);
}

const asStored = (cell: Scalar): Scalar => cell;
/** Texts are compared whatever their case. */
const lowered = (cell: Scalar): Scalar => (cell === null ? null : String(cell).toLowerCase());
