/** Number fields of a form: drawn as the person writes numbers, and read back as the numbers that they mean. */
import type { Field, FormView, RawValues } from './form-view';
import { parseMoney, parseWholeNumber, formatNumberInput, type NumberResult } from '../commands/number-messages';
import { normalizeNumberText } from '../commands/number-separators';

type NumberField = Field & { readonly type: 'number' };
/** As whom to read: the locale, and what stood in the fields at first. */
export interface NumberContext {
  readonly locale?: string | undefined;
  readonly numbers?: RawValues | undefined;
}

const isNumber = (field: Field): field is NumberField => field.type === 'number';
/** As features give numbers to their forms, and get them back. */
const plainNumber = /^-?\d+(\.\d+)?$/;

/** What stands in number fields is remembered: left as it is, it means just what it was, with all its decimals. */
export function withFormattedNumbers(form: FormView, locale: string | undefined): FormView {
  const { fields, values } = form;
  const numbers = Object.fromEntries(
    fields.filter(isNumber).flatMap(({ id }) => (plainNumber.test(values[id] ?? '') ? [[id, values[id] ?? '']] : [])),
  );
  const written = Object.entries(numbers).map(([id, number]) => [id, formatNumberInput(number, locale)] as const);
  return {
    ...form,
    values: { ...values, ...Object.fromEntries(written) },
    ...(locale === undefined ? {} : { locale }),
    numbers,
  };
}

/** With the digits of each number, and a dot before its decimals, in place of what was typed. */
export function withParsedNumbers({ fields, values, locale, numbers }: FormView): RawValues {
  const meant = fields.filter(isNumber).flatMap((field): (readonly [string, string])[] => {
    const typed = values[field.id]?.trim() ?? '';
    const read = typed === '' ? { say: '' } : parseFieldNumber(field, typed, { locale, numbers });
    return 'value' in read ? [[field.id, String(read.value)]] : [];
  });
  return { ...values, ...Object.fromEntries(meant) };
}

export function validateNumber(field: NumberField, typed: string, context: NumberContext): string | undefined {
  const read = parseFieldNumber(field, typed, context);
  if ('say' in read) return read.say;
  if (isAsRendered(field, typed, context)) return undefined;
  if (field.min !== undefined && read.value < field.min) return `At least ${String(field.min)}.`;
  if (field.max !== undefined && read.value > field.max) return `At most ${String(field.max)}.`;
  return undefined;
}

function parseFieldNumber(field: NumberField, typed: string, context: NumberContext): NumberResult {
  if (isAsRendered(field, typed, context)) return { value: Number(context.numbers?.[field.id]) };
  if (field.decimals) return parseMoney(typed, context.locale);
  return parseWholeNumber(
    field.unit === 'percent' ? normalizeNumberText(typed).replace(/ ?%$/, '') : typed,
    context.locale,
  );
}

function isAsRendered({ id }: NumberField, typed: string, { locale, numbers }: NumberContext): boolean {
  const number = numbers?.[id];
  return number !== undefined && typed === formatNumberInput(number, locale);
}
