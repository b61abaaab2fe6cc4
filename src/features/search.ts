/** Find an opportunity while typing: its card is the answer. */
import { z } from 'zod';
import type { Hit } from '../core/entrances';
import { onPress, type Feature } from '../core/feature';
import { openForm } from '../core/form-request';
import { defineForm } from '../core/form';
import { showToAsker, type View } from '../core/reply';
import { readOpportunityId } from '../opportunity/identity';
import { searchButton, showButton } from '../views/buttons';
import { formatOf, type Here, type Services } from './services';
import { rowOf } from '../views/opportunity-list';
import { matching, opportunityChoices } from './choices';
import { readCard } from './opportunity-card';

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
  submit: async (context, raw) => showToAsker(await readCard(context, Number(raw['opportunity']))),
});

/** What a search of the platform's own shows: while nothing is typed, what is the asker's. */
export async function hits(context: Here, typed: string): Promise<readonly Hit[]> {
  const { me } = context;
  const mine = { which: 'open', owner: [{ id: me.id, name: me.name }] } as const;
  const found = await matching(context, typed, typed.trim() === '' ? mine : { which: 'any' });
  const format = formatOf(context);
  return found.map((opportunity) => {
    const { title, about } = rowOf(opportunity, format);
    return { title, about, pick: showButton.with({ id: opportunity.id }, 'Open').token };
  });
}

/** Undefined for a link that leads elsewhere. */
export async function unfurl(context: Here, link: string): Promise<View | undefined> {
  const id = readOpportunityId(link);
  return id === undefined || !isOurs(link, context.services.opportunities.url(id)) ? undefined : readCard(context, id);
}

/** Autotask serves each tenant from one of several hosts, and older links name another one of them. */
function isOurs(link: string, ours: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, host, hostname } = new URL(link);
  return host === new URL(ours).host || (protocol === 'https:' && hostname.endsWith('.autotask.net'));
}

export const search: Feature<Services> = {
  actions: [onPress(searchButton, () => Promise.resolve(openForm(searchForm, {})))],
  forms: [form],
};
