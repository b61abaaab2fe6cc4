/** Words → filters such as `owner:me`, and the text between them. */
import { InvalidInput } from '../errors';
import { closestMatch } from '../closest-match';
import { splitAtCommas, type Tokens } from './tokenize';

export interface FilterTerm {
  readonly key: string;
  readonly value: string;
  /** The same, part by part where commas separate several. */
  readonly parts: readonly string[];
}

export interface ParsedFilters {
  /** By key, in the order typed; a key given twice keeps both values. */
  readonly terms: readonly FilterTerm[];
  readonly text: string;
}

const filterPattern = /^([a-z][a-z-]*):(?!\/\/)(.*)$/i;

/**
 * `aliases` maps every key that may be typed to its own name. A blank after the colon is forgiven. Throws `InvalidInput`,
 * with the nearest key and an example, for a key that there is not; a word in quotes is never a filter.
 */
export function parseFilters(
  tokens: Tokens,
  aliases: Readonly<Record<string, string>>,
  example: string,
): ParsedFilters {
  const terms: FilterTerm[] = [];
  const text: string[] = [];
  for (let index = 0; index < tokens.values.length; index++) {
    const word = tokens.values[index] ?? '';
    const match = tokens.isQuoted[index] === true ? null : filterPattern.exec(word);
    if (match === null) {
      text.push(word);
      continue;
    }
    const key = resolveKey(match[1] ?? '', aliases, example);
    const isNextToken = match[2] === '';
    if (isNextToken) index += 1;
    const value = isNextToken ? tokens.values[index] : match[2];
    const parts = valueParts(tokens.rawValues[index], isNextToken);
    if (value === undefined) throw new InvalidInput(`What should ${key} be?`, { hint: `For example: ${example}` });
    terms.push({ key, value, parts });
  }
  return { terms, text: text.join(' ') };
}

const valueParts = (typed = '', isNextToken: boolean): readonly string[] =>
  splitAtCommas(isNextToken ? typed : typed.slice(typed.indexOf(':') + 1));

function resolveKey(typed: string, aliases: Readonly<Record<string, string>>, example: string): string {
  const key = typed.toLowerCase();
  if (Object.hasOwn(aliases, key)) return aliases[key] ?? key;
  const closest = closestMatch(key, Object.keys(aliases));
  const guess = closest === undefined ? '' : `Did you mean ${closest}? `;
  const keys = [...new Set(Object.values(aliases))].join(', ');
  throw new InvalidInput(`There is no filter "${typed}".`, {
    hint: `${guess}There are ${keys}. For example: ${example}. Words in quotes are only searched for.`,
  });
}
