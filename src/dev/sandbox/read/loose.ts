/** JSON as it comes in: keys of any case, and texts that may be no JSON at all. */
import { Refusal } from '../answer';
import type { AnyEntity } from '../schema';

export type Loose = Readonly<Record<string, unknown>>;
export const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value under a key of any case: both `MaxRecords` and `maxRecords` are understood. */
export function pick(from: Loose, key: string): unknown {
  for (const [name, value] of Object.entries(from)) if (name.toLowerCase() === key) return value;
  return undefined;
}

/** Text or a number under a key, as text; empty for everything else. */
export function pickText(from: Loose, key: string): string {
  const value = pick(from, key);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Says what a .NET library says of a text that it cannot read: only its first character. */
export function parseLoose(text: string): Loose {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (isLoose(body)) return body;
  throw new Refusal(`Unexpected character encountered while parsing value: ${text.trim().charAt(0)}`);
}

export const unknownField = (name: string, entity: AnyEntity): Refusal =>
  new Refusal(`Unable to find ${name} in the ${entity.singular} Entity.`);
