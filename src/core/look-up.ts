/** Words in a look-up field, from a client that offers nothing while one types: what they can only mean, or a question. */
import { alike } from './alike';
import type { Choice, Field, FieldErrors, Filled, Offers, RawValues } from './form-view';

/** What a form suggests for words in one of its fields. */
export type Suggest = (lookup: { field: string; typed: string; raw: RawValues }) => Promise<readonly Choice[]>;

export interface LookedUp {
  readonly filled: Filled;
  /** At the fields whose words mean nothing, or several things. */
  readonly errors: FieldErrors;
  readonly offers: Offers;
}

/** The words of a value are known where it was offered: nobody typed those. */
function wordsIn(field: Field, { values, labels = {} }: Filled): string {
  const value = values[field.id]?.trim() ?? '';
  const label = labels[field.id] ?? value;
  return field.type !== 'lookup' || value === field.chosen?.value || label !== value ? '' : value;
}

/**
 * What is among the things found is chosen already, and one thing found is taken; several are offered at the field. The
 * words stay where they were typed.
 */
export async function lookUpWords(fields: readonly Field[], filled: Filled, suggest: Suggest): Promise<LookedUp> {
  let looked: LookedUp = { filled, errors: {}, offers: {} };
  // One after the other: what a field offers may hang on the one before it.
  for (const { id, words } of fields.map((field) => ({ id: field.id, words: wordsIn(field, filled) }))) {
    if (words === '') continue;
    const found = await suggest({ field: id, typed: words, raw: meantIn(looked) });
    // It may hang on what is asked about: then it is looked up once that is chosen.
    if (found.length > 0 || Object.keys(looked.errors).length === 0) looked = withFound(looked, { id, words, found });
  }
  return looked;
}

/** Words that mean nothing yet are no value that others could hang on. */
const meantIn = ({ filled, errors }: LookedUp): RawValues =>
  Object.fromEntries(Object.entries(filled.values).filter(([id]) => errors[id] === undefined));

interface Search {
  readonly id: string;
  readonly words: string;
  readonly found: readonly Choice[];
}

function withFound({ filled, errors, offers }: LookedUp, search: Search): LookedUp {
  const { id, words, found } = search;
  const one = meantBy(search);
  const { value, label } = one ?? { value: words, label: words };
  const meant = {
    ...filled,
    values: { ...filled.values, [id]: value },
    labels: { ...filled.labels, [id]: label },
  };
  if (one !== undefined) return { filled: meant, errors, offers };
  const say = found.length === 0 ? `Nothing here is called "${words}".` : `Several match "${words}": choose one.`;
  return { filled: meant, errors: { ...errors, [id]: say }, offers: { ...offers, [id]: offered(search) } };
}

/** The number of a record, which lists have as their value: whoever chose it may have done so before a restart. */
const aNumber = /^\d{1,18}$/;
const byNumber = (words: string): Choice => ({ value: words, label: `#${words}` });

function meantBy({ words, found }: Search): Choice | undefined {
  const chosen = found.find(({ value }) => value === words);
  if (chosen !== undefined) return chosen;
  // A name with that number in it may be meant as well, and is never taken for it.
  if (aNumber.test(words)) return found.length === 0 ? byNumber(words) : undefined;
  return found.length === 1 ? found[0] : namedExactly(found, words);
}

const offered = ({ words, found }: Search): readonly Choice[] =>
  found.length > 0 && aNumber.test(words) ? [byNumber(words), ...found] : found;

/** The only one with exactly this name, where the others merely contain the words. */
function namedExactly(found: readonly Choice[], words: string): Choice | undefined {
  const name = alike(words);
  const [one, ...others] = found.filter(({ label }) => nameIn(label) === name);
  return others.length === 0 ? one : undefined;
}
/** A label may say more behind its name. */
const nameIn = (label: string): string => alike(label.split(' · ')[0] ?? '');
