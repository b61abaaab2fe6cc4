/** The inputs and actions of a card, found as a client finds them. */
import type { Card, CardAction } from './shown';

/** Every object in the card that has a type and is on show, outermost first. */
function elementsOf(value: unknown): readonly Card[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.entries(value)
    .filter(([name]) => !['data', 'fallback', 'refresh'].includes(name))
    .flatMap(([, part]) => elementsOf(part));
  return 'type' in value ? [value, ...inner] : inner;
}
const hasType = (prefix: string) => (element: Card) => String(element['type']).startsWith(prefix);

export const actionsOf = (card: Card): readonly CardAction[] => elementsOf(card).filter(hasType('Action.'));
export const inputsOf = (card: Card): readonly Card[] => elementsOf(card).filter(hasType('Input.'));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a client sends for every input: what was typed, else what the card put there, else nothing or `off`. */
export function valuesOf(card: Card, typed: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const initial = inputsOf(card).map((input) => {
    const off = input['type'] === 'Input.Toggle' ? (input['valueOff'] ?? 'false') : '';
    return [String(input['id']), textOf(input['value'] ?? off)] as const;
  });
  return { ...Object.fromEntries(initial), ...typed };
}

/** The data of an action with the inputs merged into it, as submitted. */
export const submitData = (action: CardAction, values: Readonly<Record<string, string>>): object => ({
  ...(action['data'] as object | undefined),
  ...values,
});

export function opensDialog(action: CardAction): boolean {
  const { msteams } = (action['data'] ?? {}) as { msteams?: { type?: string } };
  return msteams?.type === 'task/fetch';
}
