/** Words in a look-up field, from a client that offers nothing while one types: what they can only mean, or a question. */
import { toComparable } from '../normalize-name';
import type { Choice, Field, FieldErrors, FormSubmission, LookupOffers, RawValues } from './form-view';

/** What a form suggests for words in one of its fields. */
export type SuggestChoices = (lookup: { field: string; typed: string; raw: RawValues }) => Promise<readonly Choice[]>;

export interface LookupResult {
  readonly submission: FormSubmission;
  /** At the fields whose words mean nothing, or several things. */
  readonly errors: FieldErrors;
  readonly offers: LookupOffers;
}

/** The words of a value are known where it was offered: nobody typed those. */
function typedWords(field: Field, { values, labels = {} }: FormSubmission): string {
  const value = values[field.id]?.trim() ?? '';
  const label = labels[field.id] ?? value;
  return field.type !== 'lookup' || value === field.chosen?.value || label !== value ? '' : value;
}

/**
 * What is among the things found is chosen already, and one thing found is taken; several are offered at the field. The
 * words stay where they were typed.
 */
export async function resolveLookups(
  fields: readonly Field[],
  submission: FormSubmission,
  suggest: SuggestChoices,
): Promise<LookupResult> {
  let result: LookupResult = { submission, errors: {}, offers: {} };
  // One after the other: what a field offers may hang on the one before it.
  for (const { id, words } of fields.map((field) => ({ id: field.id, words: typedWords(field, submission) }))) {
    if (words === '') continue;
    const choices = await suggest({ field: id, typed: words, raw: resolvedValues(result) });
    // It may hang on what is asked about: then it is looked up once that is chosen.
    if (choices.length > 0 || Object.keys(result.errors).length === 0)
      result = applyChoices(result, { id, words, choices });
  }
  return result;
}

/** Words that mean nothing yet are no value that others could hang on. */
const resolvedValues = ({ submission, errors }: LookupResult): RawValues =>
  Object.fromEntries(Object.entries(submission.values).filter(([id]) => errors[id] === undefined));

interface LookupSearch {
  readonly id: string;
  readonly words: string;
  readonly choices: readonly Choice[];
}

function applyChoices({ submission, errors, offers }: LookupResult, search: LookupSearch): LookupResult {
  const { id, words, choices } = search;
  const one = unambiguousChoice(search);
  const { value, label } = one ?? { value: words, label: words };
  const resolved = {
    ...submission,
    values: { ...submission.values, [id]: value },
    labels: { ...submission.labels, [id]: label },
  };
  if (one !== undefined) return { submission: resolved, errors, offers };
  const say = choices.length === 0 ? `Nothing here is called "${words}".` : `Several match "${words}": choose one.`;
  return {
    submission: resolved,
    errors: { ...errors, [id]: say },
    offers: { ...offers, [id]: offeredChoices(search) },
  };
}

/** The number of a record, which lists have as their value: whoever chose it may have done so before a restart. */
const recordNumber = /^\d{1,18}$/;
const choiceByNumber = (words: string): Choice => ({ value: words, label: `#${words}` });

function unambiguousChoice({ words, choices }: LookupSearch): Choice | undefined {
  const chosen = choices.find(({ value }) => value === words);
  if (chosen !== undefined) return chosen;
  // A name with that number in it may be meant as well, and is never taken for it.
  if (recordNumber.test(words)) return choices.length === 0 ? choiceByNumber(words) : undefined;
  return choices.length === 1 ? choices[0] : exactNameMatch(choices, words);
}

const offeredChoices = ({ words, choices }: LookupSearch): readonly Choice[] =>
  choices.length > 0 && recordNumber.test(words) ? [choiceByNumber(words), ...choices] : choices;

/** The only one with exactly this name, where the others merely contain the words. */
function exactNameMatch(choices: readonly Choice[], words: string): Choice | undefined {
  const name = toComparable(words);
  const [one, ...others] = choices.filter(({ label }) => nameOfLabel(label) === name);
  return others.length === 0 ? one : undefined;
}
/** A label may say more behind its name. */
const nameOfLabel = (label: string): string => toComparable(label.split(' · ')[0] ?? '');
