/** The operators of the query language, and the conversion of the values that they compare with. */
import { AutotaskRefusal } from '../responses';
import { parseUtcMoment } from '../dates';
import type { Field, FieldType } from '../schema/entity';
import type { Scalar } from '../state/tables';

/**
 * Compares a cell with one operand, or for `in` and `notIn` with a set of them. As in SQL, nothing but `notExist` is
 * true for an empty cell.
 */
type Operator = (cell: Scalar, operand: Scalar, operands: ReadonlySet<Scalar>) => boolean;
type NonNullScalar = number | string | boolean;

const orderedOperator =
  (holds: (cell: NonNullScalar, operand: NonNullScalar) => boolean): Operator =>
  (cell, operand) =>
    cell !== null && operand !== null && typeof cell === typeof operand && holds(cell, operand);
const textOperator =
  (holds: (cell: string, operand: string) => boolean): Operator =>
  (cell, operand) =>
    typeof cell === 'string' && typeof operand === 'string' && holds(cell, operand);

export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['eq', orderedOperator((cell, operand) => cell === operand)],
  ['noteq', orderedOperator((cell, operand) => cell !== operand)],
  ['gt', orderedOperator((cell, operand) => cell > operand)],
  ['gte', orderedOperator((cell, operand) => cell >= operand)],
  ['lt', orderedOperator((cell, operand) => cell < operand)],
  ['lte', orderedOperator((cell, operand) => cell <= operand)],
  ['beginswith', textOperator((cell, operand) => cell.startsWith(operand))],
  ['endswith', textOperator((cell, operand) => cell.endsWith(operand))],
  ['contains', textOperator((cell, operand) => cell.includes(operand))],
  ['exist', (cell) => cell !== null],
  ['notexist', (cell) => cell === null],
  ['in', (cell, _, operands) => cell !== null && operands.has(cell)],
  ['notin', (cell, _, operands) => cell !== null && !operands.has(cell)],
]);

export const textOperators: ReadonlySet<string> = new Set(['beginswith', 'endswith', 'contains']);

/** `textFindsLong` false: a number sent as text finds nothing in a `long`, whatever the number. */
export function parseOperand(field: Pick<Field, 'name' | 'type'>, value: unknown, textFindsLong: boolean): Scalar {
  if (value === undefined || value === null) {
    if (field.type === 'boolean')
      throw new AutotaskRefusal(`Invalid query syntax. A value is expected for ${field.name}.`);
    return null;
  }
  if (field.type === 'long' && typeof value === 'string' && !textFindsLong) return null;
  if (typeof value === 'object')
    throw new AutotaskRefusal(`Invalid query syntax. One value is expected for ${field.name}.`);
  return converters[field.type](value as string | number | boolean);
}

const toNumber =
  (type: string) =>
  (value: string | number | boolean): number => {
    const number = value === '' ? Number.NaN : Number(value);
    if (Number.isNaN(number))
      throw new AutotaskRefusal(`Conversion failed when converting varchar '${value}' to data type ${type}`);
    return number;
  };

const converters: Record<FieldType, (value: string | number | boolean) => Scalar> = {
  integer: toNumber('int'),
  long: toNumber('bigint'),
  decimal: toNumber('numeric'),
  string: (value) => String(value).toLowerCase(),
  boolean: (value) => {
    const text = String(value).toLowerCase();
    if (!['true', 'false', '1', '0'].includes(text)) {
      throw new AutotaskRefusal(`Conversion failed when converting varchar '${value}' to data type bit`);
    }
    return text === 'true' || text === '1';
  },
  datetime: (value) => {
    const moment = parseUtcMoment(String(value));
    if (moment === undefined) {
      throw new AutotaskRefusal('Conversion failed when converting date and/or time from character string.');
    }
    return moment;
  },
};
