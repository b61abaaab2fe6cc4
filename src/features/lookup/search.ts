/** Search while typing, in a form or in the platform's own search, and cards for links. */
import { z } from 'zod';
import type { SearchResult } from '../../core/entry-points';
import { handleButton, type Feature } from '../../core/feature';
import { openForm, defineForm } from '../../core/forms/definition';
import { showToAsker, type View } from '../../core/reply';
import { parseOpportunityId } from '../../opportunity/identity';
import { searchButton, showButton } from '../../views/buttons';
import { formatOf, type FeatureContext, type Services } from '../services';
import { opportunityRow } from '../../views/opportunity-list';
import { matchingOpportunities, opportunityChoices } from '../choosing/choices';
import { loadOpportunityCard } from '../changing/entry-card';

export const searchForm = 'opportunity.search';

const form = defineForm<Services, Record<string, never>>({
  id: searchForm,
  version: 1,
  title: searchButton.title,
  submitLabel: 'Show',
  states: { 1: z.object({}) },
  open: () =>
    Promise.resolve({
      fields: [
        {
          id: 'opportunity',
          label: 'Opportunity',
          hint: 'Part of its title, company or contact, or its number.',
          type: 'lookup',
          minimum: 2,
          required: true,
        },
      ],
      values: {},
    }),
  suggest: (context, { typed }) => opportunityChoices(context, typed, { which: 'any' }),
  submit: async (context, raw) => showToAsker(await loadOpportunityCard(context, Number(raw['opportunity']))),
});

/** For the platform's own search: before anything is typed, the asker's own opportunities. */
export async function findMatches(context: FeatureContext, typed: string): Promise<readonly SearchResult[]> {
  const { user } = context;
  const mine = { which: 'open', owner: [{ id: user.id, name: user.name }] } as const;
  const opportunities = await matchingOpportunities(context, typed, typed.trim() === '' ? mine : { which: 'any' });
  const format = formatOf(context);
  return opportunities.map((opportunity) => {
    const { title, about: description } = opportunityRow(opportunity, format);
    return { title, description, pick: showButton.with({ id: opportunity.id }, 'Open').token };
  });
}

/** Undefined for a link that leads elsewhere. */
export async function unfurl(context: FeatureContext, link: string): Promise<View | undefined> {
  const id = parseOpportunityId(link);
  return id === undefined || !isOurs(link, context.services.opportunities.url(id))
    ? undefined
    : loadOpportunityCard(context, id);
}

/** Autotask serves each tenant from one of several hosts, and older links name another one of them. */
function isOurs(link: string, ours: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, host, hostname } = new URL(link);
  return host === new URL(ours).host || (protocol === 'https:' && hostname.endsWith('.autotask.net'));
}

export const search: Feature<Services> = {
  actions: [handleButton(searchButton, () => Promise.resolve(openForm(searchForm, {})))],
  forms: [form],
};
