/** Blanks between thousands are a part of the number: `amount:>10 000` is no search for "000". */
import type { Words } from '../core/words';

const figureKeys: ReadonlySet<string> = new Set(['amount', 'mrr', 'onetime']);
const begun = /^([a-z][a-z-]*):.*\d$/i;
const continued = /^\d{3}(?!\d)/;

/** `keys` maps every key that may be typed to its own name. */
export function numbersTogether({ plain, quoted, typed, rest }: Words, keys: Readonly<Record<string, string>>): Words {
  const words: { word: string; isQuoted: boolean; typed: string }[] = [];
  plain.forEach((word, place) => {
    const [isQuoted, asTyped] = [quoted[place] === true, typed[place] ?? word];
    const before = words.at(-1);
    const goesOn = !isQuoted && continued.test(word);
    if (goesOn && before?.isQuoted === false && isFigure(before.word, keys)) {
      before.word += ` ${word}`;
      before.typed += ` ${asTyped}`;
    } else words.push({ word, isQuoted, typed: asTyped });
  });
  return {
    plain: words.map(({ word }) => word),
    quoted: words.map(({ isQuoted }) => isQuoted),
    typed: words.map((one) => one.typed),
    rest,
  };
}

function isFigure(word: string, keys: Readonly<Record<string, string>>): boolean {
  const key = begun.exec(word)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(keys, key) && figureKeys.has(keys[key] ?? '');
}
