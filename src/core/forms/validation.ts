/** What is wrong with the values of a form, judged by its fields alone: at the field, in words. */
import { isDay } from '../days';
import { checkImpossibleDay } from '../commands/impossible-date';
import type { Choice, Field, FieldErrors, RawValues } from './form-view';
import { validateNumber, type NumberContext } from './number-fields';

/** `of`: in whose way numbers are typed. */
export function validateFields(fields: readonly Field[], raw: RawValues, context: NumberContext = {}): FieldErrors {
  const errors = fields.map((field) => [field.id, validateField(field, raw[field.id]?.trim() ?? '', context)] as const);
  return Object.fromEntries(errors.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

type Type = Field['type'];
type FieldCheck<T extends Type> = (
  field: Extract<Field, { type: T }>,
  value: string,
  of: NumberContext,
) => string | undefined;

/** What is wrong with a value that is there; nothing where a type takes all that its control can send. */
const checks: { readonly [T in Type]?: FieldCheck<T> } = {
  text: ({ max }, value) => (value.length > max ? tooLong(max, value.length) : undefined),
  number: validateNumber,
  date: (_field, value) => (isDay(value) ? undefined : describeWrongDate(value)),
  time: (_field, value) => (isTime(value) ? undefined : `"${value}" is not a time. Write it as 08:30.`),
  choices: ({ options }, value) =>
    value.split(',').every((one) => isOffered(options, one)) ? undefined : 'Choose from the list.',
  choice: ({ options }, value) => (isOffered(options, value) ? undefined : 'Choose one of the list.'),
};

function validateField(field: Field, value: string, context: NumberContext): string | undefined {
  if (value === '') return field.required ? `${field.label} is needed.` : undefined;
  // The table has, for each type, the check of that type.
  const check = checks[field.type] as
    ((filled: Field, value: string, context: NumberContext) => string | undefined) | undefined;
  return check?.(field, value, context);
}

const isTime = (value: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

const isOffered = (options: readonly Choice[], value: string): boolean =>
  options.some((option) => option.value === value);

const tooLong = (most: number, length: number): string =>
  `At most ${String(most)} characters; this has ${String(length)}.`;

function describeWrongDate(value: string): string {
  // With its year in it, it depends neither on where it is read nor on when.
  const impossibleDay = /^\d{4}-/.test(value)
    ? checkImpossibleDay(value, { today: value, locale: 'en-US' })
    : undefined;
  if (impossibleDay !== undefined) return `${impossibleDay.say} Write it as ${impossibleDay.nearest}.`;
  return `"${value}" is not a date. Write it as 2026-12-01.`;
}
