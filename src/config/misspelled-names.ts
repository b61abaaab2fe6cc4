/** Names in the environment that are no settings, but are meant to be one that is not there. */
import { typoDistance } from '../core/closest-match';

/** Words as short as PORT are near to other programs' variables. */
const shortest = 8;

const normalizeName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export function findMisspelledSettings(
  env: Readonly<Record<string, string | undefined>>,
  known: ReadonlySet<string>,
): readonly { actual: string; intended: string }[] {
  const absent = [...known].filter((name) => !env[name]?.trim());
  return Object.keys(env).flatMap((actual) => {
    if (known.has(actual) || !env[actual]?.trim()) return [];
    const intended = absent.find((name) => isMeant(actual, name));
    return intended === undefined ? [] : [{ actual, intended }];
  });
}

/** Capitals and underscores do not matter, and neither do two slips in a long name. */
const isMeant = (written: string, name: string): boolean =>
  normalizeName(written) === normalizeName(name) ||
  (name.length >= shortest && written[0] === name[0] && typoDistance(written, name) <= 2);
