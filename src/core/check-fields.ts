/** What is wrong with the values of a form, judged by its fields alone: at the field, in words. */
import { isDay } from './days';
import { impossibleDay } from './impossible-day';
import type { Choice, Field, FieldErrors, RawValues } from './form-view';
import { wrongWithNumber, type NumbersOf } from './number-fields';

/** `of`: in whose way numbers are typed. */
export function checkFields(fields: readonly Field[], raw: RawValues, of: NumbersOf = {}): FieldErrors {
  const found = fields.map((field) => [field.id, wrongWith(field, raw[field.id]?.trim() ?? '', of)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

type Type = Field['type'];
type Check<T extends Type> = (field: Extract<Field, { type: T }>, value: string, of: NumbersOf) => string | undefined;

/** What is wrong with a value that is there; nothing where a type takes all that its control can send. */
const checks: { readonly [T in Type]?: Check<T> } = {
  text: ({ max }, value) => (value.length > max ? tooLong(max, value.length) : undefined),
  number: wrongWithNumber,
  date: (_field, value) => (isDay(value) ? undefined : wrongDate(value)),
  time: (_field, value) => (isTime(value) ? undefined : `"${value}" is not a time. Write it as 08:30.`),
  choices: ({ options }, value) =>
    value.split(',').every((one) => isOffered(options, one)) ? undefined : 'Choose from the list.',
  choice: ({ options }, value) => (isOffered(options, value) ? undefined : 'Choose one of the list.'),
};

function wrongWith(field: Field, value: string, of: NumbersOf): string | undefined {
  if (value === '') return field.required ? `${field.label} is needed.` : undefined;
  // The table has, for each type, the check of that type.
  const check = checks[field.type] as ((filled: Field, value: string, of: NumbersOf) => string | undefined) | undefined;
  return check?.(field, value, of);
}

const isTime = (value: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

const isOffered = (options: readonly Choice[], value: string): boolean =>
  options.some((option) => option.value === value);

const tooLong = (most: number, length: number): string =>
  `At most ${String(most)} characters; this has ${String(length)}.`;

function wrongDate(value: string): string {
  // With its year in it, it depends neither on where it is read nor on when.
  const impossible = /^\d{4}-/.test(value) ? impossibleDay(value, { today: value, locale: 'en-US' }) : undefined;
  if (impossible !== undefined) return `${impossible.say} Write it as ${impossible.nearest}.`;
  return `"${value}" is not a date. Write it as 2026-12-01.`;
}
