/** Number fields of a form: drawn as the person writes numbers, and read back as the numbers that they mean. */
import type { Field, FormView, RawValues } from './form-view';
import { readMoney, readWhole, writeNumber, type Understood } from './number-words';
import { plain } from './number-signs';

type NumberField = Field & { readonly type: 'number' };
/** As whom to read: the locale, and what stood in the fields at first. */
export interface NumbersOf {
  readonly locale?: string | undefined;
  readonly numbers?: RawValues | undefined;
}

const isNumber = (field: Field): field is NumberField => field.type === 'number';
/** As features give numbers to their forms, and get them back. */
const digits = /^-?\d+(\.\d+)?$/;

/** What stands in number fields is remembered: left as it is, it means just what it was, with all its decimals. */
export function withNumbers(form: FormView, locale: string | undefined): FormView {
  const { fields, values } = form;
  const numbers = Object.fromEntries(
    fields.filter(isNumber).flatMap(({ id }) => (digits.test(values[id] ?? '') ? [[id, values[id] ?? '']] : [])),
  );
  const written = Object.entries(numbers).map(([id, number]) => [id, writeNumber(number, locale)] as const);
  return {
    ...form,
    values: { ...values, ...Object.fromEntries(written) },
    ...(locale === undefined ? {} : { locale }),
    numbers,
  };
}

/** With the digits of each number, and a dot before its decimals, in place of what was typed. */
export function meantBy({ fields, values, locale, numbers }: FormView): RawValues {
  const meant = fields.filter(isNumber).flatMap((field): (readonly [string, string])[] => {
    const typed = values[field.id]?.trim() ?? '';
    const read = typed === '' ? { say: '' } : understood(field, typed, { locale, numbers });
    return 'value' in read ? [[field.id, String(read.value)]] : [];
  });
  return { ...values, ...Object.fromEntries(meant) };
}

export function wrongWithNumber(field: NumberField, typed: string, of: NumbersOf): string | undefined {
  const read = understood(field, typed, of);
  if ('say' in read) return read.say;
  if (isUntouched(field, typed, of)) return undefined;
  if (field.min !== undefined && read.value < field.min) return `At least ${String(field.min)}.`;
  if (field.max !== undefined && read.value > field.max) return `At most ${String(field.max)}.`;
  return undefined;
}

function understood(field: NumberField, typed: string, of: NumbersOf): Understood {
  if (isUntouched(field, typed, of)) return { value: Number(of.numbers?.[field.id]) };
  if (field.decimals) return readMoney(typed, of.locale);
  return readWhole(field.unit === 'percent' ? plain(typed).replace(/ ?%$/, '') : typed, of.locale);
}

function isUntouched({ id }: NumberField, typed: string, { locale, numbers }: NumbersOf): boolean {
  const number = numbers?.[id];
  return number !== undefined && typed === writeNumber(number, locale);
}
