/** Reads JSON as tolerantly as Autotask does: keys in any case, and texts that may be no JSON at all. */
import { AutotaskRefusal } from '../responses';
import type { AnyEntity } from '../schema';

export type LooseObject = Readonly<Record<string, unknown>>;
export const isLooseObject = (value: unknown): value is LooseObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a key in any case, as in `MaxRecords` and `maxRecords`. `key` is in lower case. */
export function pickValue(from: LooseObject, key: string): unknown {
  for (const [name, value] of Object.entries(from)) if (name.toLowerCase() === key) return value;
  return undefined;
}

/** The text or number of a key, as text; empty for everything else. */
export function pickText(from: LooseObject, key: string): string {
  const value = pickValue(from, key);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The error is that of a .NET library, which names only the first character of a text that it cannot parse. */
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
