/** Formats field values of opportunities: for changes, differences, and what waits to be written. */
import type { Picklists } from '../opportunity/client';
import { parseTimestamp } from '../opportunity/dates';
import { isFieldName, opportunityFields } from '../opportunity/fields';
import { capitalizedLabelOf } from '../opportunity/labels';
import { picklistFields, type PicklistField } from '../opportunity/opportunity';
import type { ChangeRequest } from '../outbox/entry';
import { shorten, shortenDistinct, type Format } from './format';

export interface Wording {
  readonly format: Format;
  /** Undefined while Autotask is down: then numbers replace labels. */
  readonly picklists: Picklists | undefined;
  /** Names of the records that fields point to, by field and id: `ownerResourceID 12`. */
  readonly names: ReadonlyMap<string, string>;
}

export interface FieldLine {
  readonly name: string;
  readonly value: string;
}

/** Characters of one value on a card. */
const maxValueTextLength = 200;

const pickedNames: ReadonlySet<string> = new Set(picklistFields);

const isPicked = (name: string): name is PicklistField => pickedNames.has(name);

/** `nothing` for an empty one. */
export function valueText(name: string, value: unknown, wording: Wording): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return isPicked(name) ? labelText(name, text, wording) : plainText(name, text, wording);
}

function labelText(name: PicklistField, text: string, { picklists }: Wording): string {
  return picklists?.all(name).find(({ value }) => String(value) === text)?.label ?? `#${text}`;
}

function plainText(name: string, text: string, { format, names }: Wording): string {
  const rule = isFieldName(name) ? opportunityFields[name] : undefined;
  if (rule === undefined) return shorten(text, maxValueTextLength);
  if (rule.reference !== '') return names.get(referenceKey(name, text)) ?? `#${text}`;
  switch (rule.type) {
    case 'datetime':
      return format.day(text.slice(0, 10));
    case 'decimal':
      return format.money(Number(text));
    case 'boolean':
      return text === 'true' ? 'yes' : 'no';
    default:
      return shorten(text, maxValueTextLength);
  }
}

/** Two different values of one field as texts that differ: with more digits, the time of day, or the id of a record. */
export function valueTexts(
  name: string,
  [one, other]: readonly [unknown, unknown],
  wording: Wording,
  longest = maxValueTextLength,
): readonly [string, string] {
  const texts = [one, other].map((value) => shorten(valueText(name, value, wording), longest)) as [string, string];
  if (texts[0] !== texts[1] || one === other) return texts;
  const type = isFieldName(name) ? opportunityFields[name].type : 'string';
  if (typeof one === 'string' && typeof other === 'string') {
    return type === 'datetime' ? momentTexts(one, other, wording) : shortenDistinct(one, other, longest);
  }
  if (type === 'decimal') return wording.format.distinctMoney(Number(one), Number(other));
  return [`${texts[0]} (#${String(one)})`, `${texts[1]} (#${String(other)})`];
}

/** For two moments of one day: with the time, to the minute or as stored. */
function momentTexts(one: string, other: string, { format }: Wording): readonly [string, string] {
  const moments = [one, other].map((text) => new Date(parseTimestamp(text)));
  if (moments.some((moment) => Number.isNaN(moment.getTime()))) return [one, other];
  const [first = '', second = ''] = moments.map((moment) => format.moment(moment));
  return first === second ? [one, other] : [first, second];
}

export const referenceKey = (field: string, id: number | string): string => `${field} ${String(id)}`;

export const fieldLabel = (field: string): string => (isFieldName(field) ? capitalizedLabelOf(field) : field);

/** What a change request would write; of a new opportunity without the implied fields. */
export function changeLines(request: ChangeRequest, wording: Wording): readonly FieldLine[] {
  const note = request.kind === 'create' ? undefined : request.note;
  const text = note === undefined ? [] : [{ name: 'Note', value: shorten(note.text, 600) }];
  if (request.kind === 'note') return text;
  const values = request.kind === 'create' ? withoutImplied(request.draft) : request.changes;
  const lines = Object.entries(values).map(([field, value]) => ({
    name: fieldLabel(field),
    value: valueText(field, value, wording),
  }));
  return [...lines, ...text];
}

const impliedFields: ReadonlySet<string> = new Set(['amount', 'cost', 'useQuoteTotals', 'startDate', 'status']);
const withoutImplied = (draft: object): object =>
  Object.fromEntries(Object.entries(draft).filter(([field, value]) => !impliedFields.has(field) && value !== null));
