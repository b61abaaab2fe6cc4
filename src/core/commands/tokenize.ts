/** What a person typed, as words: quotes kept together, smart quotes and hard blanks understood, and nothing rewritten. */
export interface Tokens {
  /** The words one by one, quotes removed. */
  readonly values: readonly string[];
  /** For each of them, whether it begins with a quote: then it is text, whatever it looks like. */
  readonly isQuoted: readonly boolean[];
  /** For each of them, how it was typed, quotes and all. */
  readonly rawValues: readonly string[];
  /** Everything as typed, trimmed. */
  readonly raw: string;
}

/** Phones type smart quotes: they hold words together as plain ones do. */
const quote = '["“”„‟«»]';
const nonQuoteChar = '[^"“”„‟«»]';
const blank = String.raw`[\s\u200b]`;
const nonBlankChar = String.raw`[^\s\u200b"“”„‟«»]`;
const inQuotes = `${quote}${nonQuoteChar}*${quote}`;
const unquoted = `(?:${nonBlankChar}|${quote}(?!${nonQuoteChar}*${quote}))`;
const tokenPattern = new RegExp(`${inQuotes}|${unquoted}(?:${inQuotes}|${unquoted})*`, 'g');
/** Parts in quotes may follow each other within one word: `company:"Miller, Gates",Acme`. */
const quotedText = new RegExp(`${quote}(${nonQuoteChar}*)${quote}`, 'g');
const startsQuoted = new RegExp(`^${inQuotes}`);
const outerBlanks = new RegExp(`^${blank}+|${blank}+$`, 'g');
const trimBlanks = (text: string): string => text.replace(outerBlanks, '');

/** An unclosed quote counts as an ordinary character. (What a platform wraps around words, its adapter takes off.) */
export function tokenize(text: string): Tokens {
  const raw = trimBlanks(text);
  const tokens = [...raw.matchAll(tokenPattern)]
    .map(([word]) => ({ word: word.replace(quotedText, '$1'), quoted: startsQuoted.test(word), typed: word }))
    .filter(({ word }) => word !== '');
  return {
    values: tokens.map(({ word }) => word),
    isQuoted: tokens.map(({ quoted }) => quoted),
    rawValues: tokens.map(({ typed }) => typed),
    raw,
  };
}

/** One text, as it was typed; quotes around the whole of it only hold it together. */
export const textOfTokens = ({ values: words, isQuoted, raw }: Tokens): string =>
  words.length === 1 && isQuoted[0] === true ? (words[0] ?? '') : raw;

/** The parts between commas; a comma in quotes is part of a name. */
export function splitAtCommas(typed: string): readonly string[] {
  const parts = typed.match(new RegExp(`(?:${inQuotes}|[^,])+`, 'g')) ?? [];
  return parts.map((part) => part.replace(quotedText, '$1').trim()).filter((part) => part !== '');
}

/** The words after the first `n`: `plain` shortened, `rest` as typed after them. */
export function dropTokens(tokens: Tokens, count: number): Tokens {
  const lastDropped = [...tokens.raw.matchAll(tokenPattern)].slice(0, count).at(-1);
  const raw =
    lastDropped === undefined ? tokens.raw : trimBlanks(tokens.raw.slice(lastDropped.index + lastDropped[0].length));
  return {
    values: tokens.values.slice(count),
    isQuoted: tokens.isQuoted.slice(count),
    rawValues: tokens.rawValues.slice(count),
    raw,
  };
}
