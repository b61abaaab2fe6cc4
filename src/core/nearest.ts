/** The name that a mistyped word is plausibly a slip of. */
import { distance } from 'fastest-levenshtein';

const lettersOf = (word: string): string => Array.from(word).sort().join('');
/** Letters in the wrong order are one slip, not two: `wni` is as near to `win` as `wim`. */
export const slipsBetween = (word: string, name: string): number =>
  lettersOf(word) === lettersOf(name) ? Math.min(1, distance(word, name)) : distance(word, name);

/** No name is longer, and neither is the slip of one: comparing pages of text would take seconds. */
const longest = 60;

/** A slip changes about a third of a word at most: `acme` is nobody's slip. */
export function nearestOf(word: string, names: readonly string[]): string | undefined {
  if (word.length < 3 || word.length > longest) return undefined;
  const [nearest] = [...names].sort((a, b) => slipsBetween(word, a) - slipsBetween(word, b));
  if (nearest === undefined) return undefined;
  return slipsBetween(word, nearest) <= Math.max(1, Math.floor(Math.max(word.length, nearest.length) / 3))
    ? nearest
    : undefined;
}
