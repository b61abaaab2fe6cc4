/** JSON as it comes in: keys of any case, and texts that may be no JSON at all. */
import { AutotaskRefusal } from '../answer';
import type { AnyEntity } from '../schema';

export type LooseObject = Readonly<Record<string, unknown>>;
export const isLooseObject = (value: unknown): value is LooseObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value under a key of any case: both `MaxRecords` and `maxRecords` are understood. */
export function pickValue(from: LooseObject, key: string): unknown {
  for (const [name, value] of Object.entries(from)) if (name.toLowerCase() === key) return value;
  return undefined;
}

/** Text or a number under a key, as text; empty for everything else. */
export function pickText(from: LooseObject, key: string): string {
  const value = pickValue(from, key);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Says what a .NET library says of a text that it cannot read: only its first character. */
export function parseLooseJson(text: string): LooseObject {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (isLooseObject(body)) return body;
  throw new AutotaskRefusal(`Unexpected character encountered while parsing value: ${text.trim().charAt(0)}`);
}

export const unknownFieldError = (name: string, entity: AnyEntity): AutotaskRefusal =>
  new AutotaskRefusal(`Unable to find ${name} in the ${entity.singular} Entity.`);
