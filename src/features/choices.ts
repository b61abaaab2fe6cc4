/** What there is to choose from: entries of picklists, people and companies of the tenant, and its opportunities. */
import type { Choice } from '../core/form-view';
import type { Words } from '../core/words';
import type { Found } from '../opportunity/client';
import type { Criteria } from '../opportunity/criteria';
import { readOpportunityId } from '../opportunity/identity';
import type { Opportunity, Picked } from '../opportunity/opportunity';
import { shorten } from '../views/format';
import { sieveFor } from './criteria-filter';
import type { Here } from './services';

export const choicesOf = (picked: readonly Picked[]): readonly Choice[] =>
  picked.map(({ value, label }) => ({ value: String(value), label }));

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

/** The opportunity that the first word names; in quotes it is words to search for, even `"365"`. */
export const idIn = ({ plain, quoted }: Words): number | undefined =>
  quoted[0] === true ? undefined : readOpportunityId(plain[0] ?? '');

/** What a list that opens while somebody types shows at most. */
const mostShown = 20;

/** The opportunities of a number, or those that match the words; without words those that the criteria leave. */
export async function matching(context: Here, typed: string, criteria: Criteria): Promise<readonly Opportunity[]> {
  const { opportunities } = context.services;
  const text = typed.trim();
  const id = readOpportunityId(text);
  if (id !== undefined) return [await opportunities.get(id)];
  const picklists = await opportunities.picklists();
  const { filter } = sieveFor(context, text === '' ? criteria : { ...criteria, text }, picklists);
  return (await opportunities.find(filter, { size: mostShown })).opportunities;
}

export async function opportunityChoices(context: Here, typed: string, criteria: Criteria): Promise<readonly Choice[]> {
  const found = await matching(context, typed, criteria);
  return found.map(({ id, fields, names }) => ({
    value: String(id),
    label: names.company === '' ? fields.title : `${shorten(fields.title, 45)} · ${names.company}`,
  }));
}
