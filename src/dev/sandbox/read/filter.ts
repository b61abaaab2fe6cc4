/** Filters: an unknown operator is dropped without a word, an unknown field is an error. */
import { AutotaskRefusal } from '../answer';
import type { AnyEntity } from '../schema';
import type { Field } from '../schema/entity';
import type { SandboxRow, Scalar } from '../state/row';
import type { SandboxWorld } from '../world';
import type { LooseObject } from './loose';
import { isLooseObject, pickValue, pickText, unknownFieldError } from './loose';
import { parseOperand, operators, textOperators } from './operators';
import { udfsOf } from './udfs';

export type RowPredicate = (row: SandboxRow) => boolean;

interface FilterCompilation {
  readonly world: SandboxWorld;
  readonly entity: AnyEntity;
  /** Conditions under an `or`, the elements of lists, and conditions on user-defined fields: each is limited. */
  ors: number;
  udfs: number;
}

/** The elements of the outermost list must all hold. */
export function compileFilter(world: SandboxWorld, entity: AnyEntity, filter: readonly unknown[]): RowPredicate {
  const compiling: FilterCompilation = { world, entity, ors: 0, udfs: 0 };
  const matches = allOf(compileAll(compiling, filter));
  if (compiling.ors > 500) {
    throw new AutotaskRefusal("Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.");
  }
  if (compiling.udfs > 1)
    throw new AutotaskRefusal('Invalid query syntax. Only one user-defined field can be queried.');
  return matches;
}

const allOf =
  (parts: readonly RowPredicate[]): RowPredicate =>
  (row) =>
    parts.every((part) => part(row));
const someOf =
  (parts: readonly RowPredicate[]): RowPredicate =>
  (row) =>
    parts.some((part) => part(row));

const compileAll = (compiling: FilterCompilation, filter: readonly unknown[]): RowPredicate[] =>
  filter.map((each) => compileNode(compiling, each)).filter((part) => part !== undefined);

/** Undefined for what Autotask drops, as if it had not been sent. */
function compileNode(compiling: FilterCompilation, each: unknown): RowPredicate | undefined {
  if (!isLooseObject(each)) return undefined;
  const op = pickText(each, 'op').toLowerCase();
  if (op === 'and' || op === 'or') return compileGroup(compiling, op, pickValue(each, 'items'));
  if (!operators.has(op)) return undefined;
  return compileCondition(compiling, op, each);
}

function compileGroup(compiling: FilterCompilation, op: 'and' | 'or', items: unknown): RowPredicate | undefined {
  const parts = compileAll(compiling, Array.isArray(items) ? items : []);
  if (parts.length === 0) return undefined;
  if (op === 'or') compiling.ors += parts.length;
  return op === 'or' ? someOf(parts) : allOf(parts);
}

function compileCondition(compiling: FilterCompilation, op: string, each: LooseObject): RowPredicate {
  const name = pickText(each, 'field');
  const value = pickValue(each, 'value');
  if (Array.isArray(value)) compiling.ors += value.length;
  return pickValue(each, 'udf') === true
    ? udfCondition(compiling, name, op, value)
    : fieldCondition(compiling, name, op, value);
}

function fieldCondition({ world, entity }: FilterCompilation, name: string, op: string, value: unknown): RowPredicate {
  const field = entity.byName.get(name.toLowerCase());
  if (!field?.queryable) throw unknownFieldError(name, entity);
  const test = cellTest(op, field, value, world.switches.textFindsLong);
  return (row) => test(row.cells[field.name] ?? null);
}

function udfCondition(compiling: FilterCompilation, name: string, op: string, value: unknown): RowPredicate {
  const { world, entity } = compiling;
  compiling.udfs += 1;
  const udf = udfsOf(world, entity.name).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (udf === undefined) throw unknownFieldError(name, entity);
  const type = udf.type === 'number' ? 'decimal' : udf.type === 'date' ? 'datetime' : 'string';
  const test = cellTest(op, { name, type }, value, true);
  return (row) => {
    const stored = row.udfs[udf.name] ?? null;
    return test(type === 'decimal' && stored !== null ? Number(stored) : stored);
  };
}

const noOperands: ReadonlySet<Scalar> = new Set();

function cellTest(
  op: string,
  field: Pick<Field, 'name' | 'type'>,
  value: unknown,
  textFindsLong: boolean,
): (cell: Scalar) => boolean {
  const operator = operators.get(op);
  if (operator === undefined) return () => true;
  if (op === 'exist' || op === 'notexist') return (cell) => operator(cell, null, noOperands);
  const type = textOperators.has(op) ? 'string' : field.type;
  const cellOf = type === 'string' ? lowered : asStored;
  const convert = (each: unknown) => parseOperand({ name: field.name, type }, each, textFindsLong);
  if (op === 'in' || op === 'notin') {
    if (!Array.isArray(value))
      throw new AutotaskRefusal(`Invalid query syntax. A list of values is expected for ${field.name}.`);
    const operands = new Set(value.map(convert));
    return (cell) => operator(cellOf(cell), null, operands);
  }
  const operand = convert(value);
  return (cell) => operator(cellOf(cell), operand, noOperands);
}

const asStored = (cell: Scalar): Scalar => cell;
/** Texts are compared whatever their case. */
const lowered = (cell: Scalar): Scalar => (cell === null ? null : String(cell).toLowerCase());
