/** The name that a mistyped word is plausibly a slip of. */
import { distance } from 'fastest-levenshtein';

const lettersOf = (word: string): string => Array.from(word).sort().join('');
/** Letters in the wrong order are one slip, not two: `wni` is as near to `win` as `wim`. */
const slips = (word: string, name: string): number =>
  lettersOf(word) === lettersOf(name) ? Math.min(1, distance(word, name)) : distance(word, name);

/** A slip changes about a third of a word at most: `acme` is nobody's slip. */
export function nearestOf(word: string, names: readonly string[]): string | undefined {
  const [nearest] = [...names].sort((a, b) => slips(word, a) - slips(word, b));
  if (nearest === undefined || word.length < 3) return undefined;
  return slips(word, nearest) <= Math.max(1, Math.floor(Math.max(word.length, nearest.length) / 3))
    ? nearest
    : undefined;
}
