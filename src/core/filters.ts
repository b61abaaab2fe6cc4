/** Words → filters such as `owner:me`, and the text between them. */
import { Mistyped } from './errors';
import { nearestOf } from './nearest';
import { partsIn, type Words } from './words';

export interface Given {
  readonly key: string;
  readonly value: string;
  /** The same, part by part where commas separate several. */
  readonly parts: readonly string[];
}

export interface Filters {
  /** By key, in the order typed; a key given twice keeps both values. */
  readonly given: readonly Given[];
  readonly text: string;
}

const filter = /^([a-z][a-z-]*):(?!\/\/)(.*)$/i;

/**
 * `aliases` maps every key that may be typed to its own name. A blank after the colon is forgiven. Throws `Mistyped`,
 * with the nearest key and an example, for a key that there is not; a word in quotes is never a filter.
 */
export function readFilters(words: Words, aliases: Readonly<Record<string, string>>, example: string): Filters {
  const given: Given[] = [];
  const text: string[] = [];
  for (let place = 0; place < words.plain.length; place++) {
    const word = words.plain[place] ?? '';
    const match = words.quoted[place] === true ? null : filter.exec(word);
    if (match === null) {
      text.push(word);
      continue;
    }
    const key = keyOf(match[1] ?? '', aliases, example);
    const isApart = match[2] === '';
    if (isApart) place += 1;
    const value = isApart ? words.plain[place] : match[2];
    const parts = partsOf(words.typed[place], isApart);
    if (value === undefined) throw new Mistyped(`What should ${key} be?`, { next: `For example: ${example}` });
    given.push({ key, value, parts });
  }
  return { given, text: text.join(' ') };
}

const partsOf = (typed = '', isApart: boolean): readonly string[] =>
  partsIn(isApart ? typed : typed.slice(typed.indexOf(':') + 1));

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
