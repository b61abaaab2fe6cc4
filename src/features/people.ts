/** Typeahead for people of the tenant. */
import type { Choice } from '../core/form';
import type { Here } from './services';

/** Active resources whose name has the words; the asker comes first while nothing is typed. */
export async function resourceChoices({ services, me }: Here, typed: string): Promise<readonly Choice[]> {
  const found = await services.opportunities.resources(typed);
  const choices = found.map(({ id, name }) => ({ value: String(id), label: name }));
  if (typed.trim() !== '') return choices;
  return [
    { value: String(me.id), label: `${me.name} (me)` },
    ...choices.filter(({ value }) => value !== String(me.id)),
  ];
}
