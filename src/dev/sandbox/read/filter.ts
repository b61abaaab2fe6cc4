/** Compiles filters; as in Autotask, an unknown operator is ignored silently and an unknown field is an error. */
import { AutotaskRefusal } from '../responses';
import type { AnyEntity } from '../schema';
import type { Field } from '../schema/entity';
import type { SandboxRow, Scalar } from '../state/tables';
import type { SandboxWorld } from '../world';
import type { LooseObject } from './loose-json';
import { isLooseObject, pickValue, pickText, unknownFieldError } from './loose-json';
import { parseOperand, operators, textOperators } from './operators';
import { udfsOf } from './udfs';

export type RowPredicate = (row: SandboxRow) => boolean;

interface FilterCompilation {
  readonly world: SandboxWorld;
  readonly entity: AnyEntity;
  /** Conditions under an `or` and the elements of lists, of which Autotask accepts 500. */
  orCount: number;
  /** Conditions on user-defined fields, of which it accepts one. */
  udfCount: number;
}

/** The elements of the outermost list must all hold. */
export function compileFilter(world: SandboxWorld, entity: AnyEntity, filter: readonly unknown[]): RowPredicate {
  const compilation: FilterCompilation = { world, entity, orCount: 0, udfCount: 0 };
  const matches = allOf(compileAll(compilation, filter));
  if (compilation.orCount > 500) {
    throw new AutotaskRefusal("Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.");
  }
  if (compilation.udfCount > 1)
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

const compileAll = (compilation: FilterCompilation, filter: readonly unknown[]): RowPredicate[] =>
  filter.map((each) => compileNode(compilation, each)).filter((part) => part !== undefined);

/** Undefined for what Autotask ignores. */
function compileNode(compilation: FilterCompilation, each: unknown): RowPredicate | undefined {
  if (!isLooseObject(each)) return undefined;
  const op = pickText(each, 'op').toLowerCase();
  if (op === 'and' || op === 'or') return compileGroup(compilation, op, pickValue(each, 'items'));
  if (!operators.has(op)) return undefined;
  return compileCondition(compilation, op, each);
}

function compileGroup(compilation: FilterCompilation, op: 'and' | 'or', items: unknown): RowPredicate | undefined {
  const parts = compileAll(compilation, Array.isArray(items) ? items : []);
  if (parts.length === 0) return undefined;
  if (op === 'or') compilation.orCount += parts.length;
  return op === 'or' ? someOf(parts) : allOf(parts);
}

function compileCondition(compilation: FilterCompilation, op: string, each: LooseObject): RowPredicate {
  const name = pickText(each, 'field');
  const value = pickValue(each, 'value');
  if (Array.isArray(value)) compilation.orCount += value.length;
  return pickValue(each, 'udf') === true
    ? udfCondition(compilation, name, op, value)
    : fieldCondition(compilation, name, op, value);
}

function fieldCondition({ world, entity }: FilterCompilation, name: string, op: string, value: unknown): RowPredicate {
  const field = entity.byName.get(name.toLowerCase());
  if (!field?.queryable) throw unknownFieldError(name, entity);
  const test = cellTest(op, field, value, world.switches.textFindsLong);
  return (row) => test(row.cells[field.name] ?? null);
}

function udfCondition(compilation: FilterCompilation, name: string, op: string, value: unknown): RowPredicate {
  const { world, entity } = compilation;
  compilation.udfCount += 1;
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
  const normalize = type === 'string' ? toLowerCase : unchanged;
  const convert = (each: unknown) => parseOperand({ name: field.name, type }, each, textFindsLong);
  if (op === 'in' || op === 'notin') {
    if (!Array.isArray(value))
      throw new AutotaskRefusal(`Invalid query syntax. A list of values is expected for ${field.name}.`);
    const operands = new Set(value.map(convert));
    return (cell) => operator(normalize(cell), null, operands);
  }
  const operand = convert(value);
  return (cell) => operator(normalize(cell), operand, noOperands);
}

const unchanged = (cell: Scalar): Scalar => cell;
/** Texts are compared ignoring case. */
const toLowerCase = (cell: Scalar): Scalar => (cell === null ? null : String(cell).toLowerCase());
