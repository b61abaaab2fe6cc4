/** Names in the environment that are no settings, but are meant to be one that is not there. */
import { slipsBetween } from '../core/nearest';

/** Words as short as PORT are near to other programs' variables. */
const shortest = 8;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export function misspelt(
  env: Readonly<Record<string, string | undefined>>,
  known: ReadonlySet<string>,
): readonly { written: string; meant: string }[] {
  const absent = [...known].filter((name) => !env[name]?.trim());
  return Object.keys(env).flatMap((written) => {
    if (known.has(written) || !env[written]?.trim()) return [];
    const meant = absent.find((name) => isMeant(written, name));
    return meant === undefined ? [] : [{ written, meant }];
  });
}

/** Capitals and underscores do not matter, and neither do two slips in a long name. */
const isMeant = (written: string, name: string): boolean =>
  plain(written) === plain(name) ||
  (name.length >= shortest && written[0] === name[0] && slipsBetween(written, name) <= 2);
