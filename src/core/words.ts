/** What a person typed, as words: quotes kept together, smart quotes and hard blanks understood. */
export interface Words {
  /** The words one by one, quotes removed. */
  readonly plain: readonly string[];
  /** For each of them, whether it begins with a quote: then it is text, whatever it looks like. */
  readonly quoted: readonly boolean[];
  /** Everything as typed, trimmed. */
  readonly rest: string;
}

const smartDouble = /[“”„‟«»]/g;
const smartSingle = /[‘’‚‛]/g;
const blanks = /[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g;
const aWord = /"([^"]*)"|(?:[^\s"]|"(?![^"]*"))+(?:"([^"]*)")?/g;

/**
 * Phones type smart quotes and hard blanks: both are made plain before the words are split. An unclosed quote counts as
 * an ordinary character. (What a platform wraps around words, its adapter takes off.)
 */
export function readWords(text: string): Words {
  const rest = text.replace(smartDouble, '"').replace(smartSingle, "'").replace(blanks, ' ').trim();
  const found = [...rest.matchAll(aWord)]
    .map(([word]) => ({ word: word.replace(/"([^"]*)"/g, '$1'), quoted: word.startsWith('"') }))
    .filter(({ word }) => word !== '');
  return { plain: found.map(({ word }) => word), quoted: found.map(({ quoted }) => quoted), rest };
}

/** The words after the first `n`: `plain` shortened, `rest` as typed after them. */
export function dropWords(words: Words, n: number): Words {
  const ends = [...words.rest.matchAll(aWord)].slice(0, n).at(-1);
  const rest = ends === undefined ? words.rest : words.rest.slice(ends.index + ends[0].length).trim();
  return { plain: words.plain.slice(n), quoted: words.quoted.slice(n), rest };
}
