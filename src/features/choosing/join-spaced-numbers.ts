/** Blanks between thousands are a part of the number: `amount:>10 000` is no search for "000". */
import type { Tokens } from '../../core/commands/tokenize';

const rangeKeys: ReadonlySet<string> = new Set(['amount', 'mrr', 'onetime']);
const numberStart = /^([a-z][a-z-]*):.*\d$/i;
const thousandsGroup = /^\d{3}(?!\d)/;

/** `keys` maps every key that may be typed to its own name. */
export function joinThousands(
  { values, isQuoted: quoted, rawValues, raw }: Tokens,
  keys: Readonly<Record<string, string>>,
): Tokens {
  const words: { word: string; isQuoted: boolean; typed: string }[] = [];
  values.forEach((word, index) => {
    const [isQuoted, asTyped] = [quoted[index] === true, rawValues[index] ?? word];
    const before = words.at(-1);
    const continuesNumber = !isQuoted && thousandsGroup.test(word);
    if (continuesNumber && before?.isQuoted === false && isRangeToken(before.word, keys)) {
      before.word += ` ${word}`;
      before.typed += ` ${asTyped}`;
    } else words.push({ word, isQuoted, typed: asTyped });
  });
  return {
    values: words.map(({ word }) => word),
    isQuoted: words.map(({ isQuoted }) => isQuoted),
    rawValues: words.map((one) => one.typed),
    raw,
  };
}

function isRangeToken(word: string, keys: Readonly<Record<string, string>>): boolean {
  const key = numberStart.exec(word)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(keys, key) && rangeKeys.has(keys[key] ?? '');
}
