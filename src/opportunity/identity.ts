/** How people name an opportunity: its number, with or without `#`, or a link to it. */
const numbered = /^#?(\d{1,18})$/;
const linked = /[?&]opportunityid=(\d{1,18})(?:&|#|$)/i;

/** The id that the word names, or undefined when it is no id (then it is a word to search for). */
export function readOpportunityId(word: string): number | undefined {
  const digits = (numbered.exec(word) ?? linked.exec(word))?.[1];
  const id = Number(digits);
  return digits !== undefined && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
