/** Names as they are compared: phones type other apostrophes and quotes than the one who wrote the name down. */
const apostrophes = /['’‘‚‛ʼ´`′]/g;
const quotes = /["“”„‟«»″]/g;

export const toComparable = (text: string): string => text.toLowerCase().replace(apostrophes, "'").replace(quotes, '"');

/** The spellings to look for where only what is stored can be compared: as typed, with plain and with typographic ones. */
export function spellingVariants(text: string): readonly string[] {
  const straight = text.replace(apostrophes, "'");
  return straight.includes("'") ? [...new Set([straight, straight.replace(/'/g, '’'), text])] : [text];
}
