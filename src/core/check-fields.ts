/** What is wrong with the values of a form, judged by its fields alone: at the field, in words. */
import type { Choice, Field, FieldErrors, RawValues } from './form';

export function checkFields(fields: readonly Field[], raw: RawValues): FieldErrors {
  const found = fields.map((field) => [field.id, wrongWith(field, raw[field.id]?.trim() ?? '')] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

function wrongWith(field: Field, value: string): string | undefined {
  if (value === '') return field.required ? `${field.label} is needed.` : undefined;
  switch (field.type) {
    case 'text':
      return value.length > field.max ? tooLong(field.max, value.length) : undefined;
    case 'number':
      return wrongWithNumber(field, value);
    case 'date':
      return isDate(value) ? undefined : `Write the date as 2026-12-01; "${value}" is none.`;
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : `Write the time as 08:30; "${value}" is none.`;
    case 'choices':
      return value.split(',').every((one) => isOffered(field.options, one)) ? undefined : 'Choose from the list.';
    case 'choice':
      return isOffered(field.options, value) ? undefined : 'Choose one of the list.';
    default:
      return undefined;
  }
}

const isOffered = (options: readonly Choice[], value: string): boolean =>
  options.some((option) => option.value === value);

const tooLong = (most: number, length: number): string =>
  `At most ${String(most)} characters; this has ${String(length)}.`;

function wrongWithNumber(field: Field & { type: 'number' }, value: string): string | undefined {
  const figure = Number(value);
  if (!Number.isFinite(figure)) return `Write a number, such as 1200; "${value}" is none.`;
  if (!field.decimals && !Number.isInteger(figure)) return 'Write a whole number.';
  if (field.min !== undefined && figure < field.min) return `At least ${String(field.min)}.`;
  if (field.max !== undefined && figure > field.max) return `At most ${String(field.max)}.`;
  return undefined;
}

/** A day that exists: `2026-02-30` does not. */
function isDate(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
