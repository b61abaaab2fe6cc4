/** What a person typed, as words: quotes kept together, smart quotes and hard blanks understood, and nothing rewritten. */
export interface Words {
  /** The words one by one, quotes removed. */
  readonly plain: readonly string[];
  /** For each of them, whether it begins with a quote: then it is text, whatever it looks like. */
  readonly quoted: readonly boolean[];
  /** For each of them, how it was typed, quotes and all. */
  readonly typed: readonly string[];
  /** Everything as typed, trimmed. */
  readonly rest: string;
}

/** Phones type smart quotes: they hold words together as plain ones do. */
const quote = '["“”„‟«»]';
const plain = '[^"“”„‟«»]';
const blank = String.raw`[\s\u200b]`;
const ink = String.raw`[^\s\u200b"“”„‟«»]`;
const inQuotes = `${quote}${plain}*${quote}`;
const unquoted = `(?:${ink}|${quote}(?!${plain}*${quote}))`;
const aWord = new RegExp(`${inQuotes}|${unquoted}(?:${inQuotes}|${unquoted})*`, 'g');
/** Parts in quotes may follow each other within one word: `company:"Miller, Gates",Acme`. */
const held = new RegExp(`${quote}(${plain}*)${quote}`, 'g');
const beginsQuoted = new RegExp(`^${inQuotes}`);
const outer = new RegExp(`^${blank}+|${blank}+$`, 'g');
const trimmed = (text: string): string => text.replace(outer, '');

/** An unclosed quote counts as an ordinary character. (What a platform wraps around words, its adapter takes off.) */
export function readWords(text: string): Words {
  const rest = trimmed(text);
  const found = [...rest.matchAll(aWord)]
    .map(([word]) => ({ word: word.replace(held, '$1'), quoted: beginsQuoted.test(word), typed: word }))
    .filter(({ word }) => word !== '');
  return {
    plain: found.map(({ word }) => word),
    quoted: found.map(({ quoted }) => quoted),
    typed: found.map(({ typed }) => typed),
    rest,
  };
}

/** One text, as it was typed; quotes around the whole of it only hold it together. */
export const textIn = ({ plain: words, quoted, rest }: Words): string =>
  words.length === 1 && quoted[0] === true ? (words[0] ?? '') : rest;

/** The parts between commas; a comma in quotes is part of a name. */
export function partsIn(typed: string): readonly string[] {
  const parts = typed.match(new RegExp(`(?:${inQuotes}|[^,])+`, 'g')) ?? [];
  return parts.map((part) => part.replace(held, '$1').trim()).filter((part) => part !== '');
}

/** The words after the first `n`: `plain` shortened, `rest` as typed after them. */
export function dropWords(words: Words, n: number): Words {
  const ends = [...words.rest.matchAll(aWord)].slice(0, n).at(-1);
  const rest = ends === undefined ? words.rest : trimmed(words.rest.slice(ends.index + ends[0].length));
  return { plain: words.plain.slice(n), quoted: words.quoted.slice(n), typed: words.typed.slice(n), rest };
}
