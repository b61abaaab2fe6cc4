/** Typeahead for people and companies of the tenant. */
import type { Choice } from '../core/form';
import type { Found } from '../opportunity/client';
import type { Here } from './services';

/** Active resources whose name has the words; the asker comes first while nothing is typed. */
export async function resourceChoices({ services, me }: Here, typed: string): Promise<readonly Choice[]> {
  const choices = (await services.opportunities.resources(typed)).map(choiceOf);
  if (typed.trim() !== '') return choices;
  return [
    { value: String(me.id), label: `${me.name} (me)` },
    ...choices.filter(({ value }) => value !== String(me.id)),
  ];
}

export const companyChoices = async ({ services }: Here, typed: string): Promise<readonly Choice[]> =>
  (await services.opportunities.companies(typed)).map(choiceOf);

export const contactChoices = async ({ services }: Here, company: number, typed: string): Promise<readonly Choice[]> =>
  (await services.opportunities.contacts(company, typed)).map(choiceOf);

const choiceOf = ({ id, name, detail }: Found): Choice => ({
  value: String(id),
  label: detail === '' ? name : `${name} · ${detail}`,
});
