/** Words in a look-up field, from a client that offers nothing while one types: what they can only mean, or a question. */
import type { Choice, Field, FieldErrors, Filled, Offers, RawValues } from './form';

/** What a form suggests for words in one of its fields. */
export type Suggest = (lookup: { field: string; typed: string; raw: RawValues }) => Promise<readonly Choice[]>;

export interface LookedUp {
  readonly filled: Filled;
  /** At the fields whose words mean nothing, or several things. */
  readonly errors: FieldErrors;
  readonly offers: Offers;
}

/** What is chosen from a list is a number, or what the field showed at first: everything else was typed. */
const chosen = /^\d{1,18}$/;

function wordsIn(field: Field, raw: RawValues): string {
  const value = raw[field.id]?.trim() ?? '';
  return field.type !== 'lookup' || value === field.chosen?.value || chosen.test(value) ? '' : value;
}

/** One thing found is taken; several are offered at the field. The words stay where they were typed. */
export async function lookUpWords(fields: readonly Field[], filled: Filled, suggest: Suggest): Promise<LookedUp> {
  let looked: LookedUp = { filled, errors: {}, offers: {} };
  // One after the other: what a field offers may hang on the one before it.
  for (const { id, words } of fields.map((field) => ({ id: field.id, words: wordsIn(field, filled.values) }))) {
    if (words === '') continue;
    const found = await suggest({ field: id, typed: words, raw: looked.filled.values });
    looked = withFound(looked, { id, words, found });
  }
  return looked;
}

function withFound(
  { filled, errors, offers }: LookedUp,
  { id, words, found }: { id: string; words: string; found: readonly Choice[] },
): LookedUp {
  const one = found.length === 1 ? found[0] : namedExactly(found, words);
  const { value, label } = one ?? { value: words, label: words };
  const meant = {
    ...filled,
    values: { ...filled.values, [id]: value },
    labels: { ...filled.labels, [id]: label },
  };
  if (one !== undefined) return { filled: meant, errors, offers };
  const say = found.length === 0 ? `Nothing here is called "${words}".` : `Several match "${words}": choose one.`;
  return { filled: meant, errors: { ...errors, [id]: say }, offers: { ...offers, [id]: found } };
}

/** The only one with exactly this name, where the others merely contain the words. */
function namedExactly(found: readonly Choice[], words: string): Choice | undefined {
  const name = words.toLowerCase();
  const [one, ...others] = found.filter(({ label }) => nameIn(label) === name);
  return others.length === 0 ? one : undefined;
}
/** A label may say more behind its name. */
const nameIn = (label: string): string => (label.split(' · ')[0] ?? '').toLowerCase();
