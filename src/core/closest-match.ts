/** The name that a mistyped word is plausibly a slip of. */
import { distance } from 'fastest-levenshtein';

const sortedLetters = (word: string): string => Array.from(word).sort().join('');
/** Letters in the wrong order are one slip, not two: `wni` is as near to `win` as `wim`. */
export const typoDistance = (word: string, name: string): number =>
  sortedLetters(word) === sortedLetters(name) ? Math.min(1, distance(word, name)) : distance(word, name);

/** No name is longer, and neither is the slip of one: comparing pages of text would take seconds. */
const maxInputLength = 60;

/** A slip changes about a third of a word at most: `acme` is nobody's slip. */
export function closestMatch(word: string, names: readonly string[]): string | undefined {
  if (word.length < 3 || word.length > maxInputLength) return undefined;
  const [closest] = [...names].sort((a, b) => typoDistance(word, a) - typoDistance(word, b));
  if (closest === undefined) return undefined;
  return typoDistance(word, closest) <= Math.max(1, Math.floor(Math.max(word.length, closest.length) / 3))
    ? closest
    : undefined;
}
