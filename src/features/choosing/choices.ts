/** What there is to choose from: entries of picklists, people and companies of the tenant, and its opportunities. */
import type { Choice } from '../../core/forms/form-view';
import type { Tokens } from '../../core/commands/tokenize';
import type { LookupMatch } from '../../opportunity/client';
import type { Criteria } from '../../opportunity/criteria';
import { parseOpportunityId } from '../../opportunity/identity';
import type { Opportunity, PicklistValue } from '../../opportunity/opportunity';
import { shorten } from '../../views/format';
import { buildCriteriaFilter } from './criteria-filter';
import type { FeatureContext } from '../services';

export const choicesOf = (entries: readonly PicklistValue[]): readonly Choice[] =>
  entries.map(({ value, label }) => ({ value: String(value), label }));

/** Active resources whose name has the words; the asker comes first while nothing is typed. */
export async function resourceChoices({ services, user }: FeatureContext, typed: string): Promise<readonly Choice[]> {
  const choices = (await services.opportunities.resources(typed)).map(choiceOf);
  if (typed.trim() !== '') return choices;
  return [
    { value: String(user.id), label: `${user.name} (me)` },
    ...choices.filter(({ value }) => value !== String(user.id)),
  ];
}

export const companyChoices = async ({ services }: FeatureContext, typed: string): Promise<readonly Choice[]> =>
  (await services.opportunities.companies(typed)).map(choiceOf);

export const contactChoices = async (
  { services }: FeatureContext,
  company: number,
  typed: string,
): Promise<readonly Choice[]> => (await services.opportunities.contacts(company, typed)).map(choiceOf);

const choiceOf = ({ id, name, detail }: LookupMatch): Choice => ({
  value: String(id),
  label: detail === '' ? name : `${name} · ${detail}`,
});

/** The opportunity that the first word names; in quotes it is words to search for, even `"365"`. */
export const opportunityIdIn = ({ values, isQuoted }: Tokens): number | undefined =>
  isQuoted[0] === true ? undefined : parseOpportunityId(values[0] ?? '');

/** What a list that opens while somebody types shows at most. */
const maxSuggestions = 20;

/** The opportunities of a number, or those that match the words; without words those that the criteria leave. */
export async function matchingOpportunities(
  context: FeatureContext,
  typed: string,
  criteria: Criteria,
): Promise<readonly Opportunity[]> {
  const { opportunities } = context.services;
  const text = typed.trim();
  const id = parseOpportunityId(text);
  if (id !== undefined) return [await opportunities.get(id)];
  const picklists = await opportunities.picklists();
  const { filter } = buildCriteriaFilter(context, text === '' ? criteria : { ...criteria, text }, picklists);
  return (await opportunities.find(filter, { size: maxSuggestions })).opportunities;
}

export async function opportunityChoices(
  context: FeatureContext,
  typed: string,
  criteria: Criteria,
): Promise<readonly Choice[]> {
  const matches = await matchingOpportunities(context, typed, criteria);
  return matches.map(({ id, fields, names }) => ({
    value: String(id),
    label: names.company === '' ? fields.title : `${shorten(fields.title, 45)} · ${names.company}`,
  }));
}
