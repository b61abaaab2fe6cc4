/** Words → filters such as `owner:me`, and the text between them. */
import { Mistyped } from './errors';
import { nearestOf } from './nearest';
import type { Words } from './words';

export interface Filters {
  /** By key, in the order typed; a key given twice keeps both values. */
  readonly given: readonly { readonly key: string; readonly value: string }[];
  readonly text: string;
}

const filter = /^([a-z][a-z-]*):(?!\/\/)(.*)$/i;

/**
 * `aliases` maps every key that may be typed to its own name. A blank after the colon is forgiven. Throws `Mistyped`,
 * with the nearest key and an example, for a key that there is not; a word in quotes is never a filter.
 */
export function readFilters(words: Words, aliases: Readonly<Record<string, string>>, example: string): Filters {
  const given: { key: string; value: string }[] = [];
  const text: string[] = [];
  for (let place = 0; place < words.plain.length; place++) {
    const word = words.plain[place] ?? '';
    const match = words.quoted[place] === true ? null : filter.exec(word);
    if (match === null) {
      text.push(word);
      continue;
    }
    const key = keyOf(match[1] ?? '', aliases, example);
    const value = (match[2] ?? '') === '' ? words.plain[++place] : match[2];
    if (value === undefined) throw new Mistyped(`What should ${key} be?`, { next: `For example: ${example}` });
    given.push({ key, value });
  }
  return { given, text: text.join(' ') };
}

function keyOf(typed: string, aliases: Readonly<Record<string, string>>, example: string): string {
  const key = typed.toLowerCase();
  if (Object.hasOwn(aliases, key)) return aliases[key] ?? key;
  const near = nearestOf(key, Object.keys(aliases));
  const guess = near === undefined ? '' : `Did you mean ${near}? `;
  const keys = [...new Set(Object.values(aliases))].join(', ');
  throw new Mistyped(`There is no filter "${typed}".`, {
    next: `${guess}There are ${keys}. For example: ${example}. Words in quotes are only searched for.`,
  });
}
