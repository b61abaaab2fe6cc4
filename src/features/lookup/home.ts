/** Where everybody begins: what is mine, what of it is overdue, what closes soon. */
import { handleButton, type Feature } from '../../core/feature';
import { replaceWith, showToAsker, type View } from '../../core/reply';
import { addDays } from '../../core/days';
import { datePart } from '../../opportunity/calendar';
import { compareByClose, totalsOf } from '../../opportunity/pipeline';
import type { Opportunity } from '../../opportunity/opportunity';
import { homeButton } from '../../views/buttons';
import { homeView, maxHomeRows, soonDays } from './home-view';
import { formatOf, type FeatureContext, type Services } from '../services';

export const homeName = 'home';

/** Reads the asker's open opportunities once, and names only those on show. */
export async function home(context: FeatureContext): Promise<View> {
  const { opportunities } = context.services;
  const format = formatOf(context);
  const { statuses } = await opportunities.picklists();
  const { user } = context;
  const mine = await opportunities.all({ status: statuses.open, owner: [user.id] });
  const sorted = [...mine.opportunities].sort(compareByClose);
  const closes = ({ fields }: Opportunity): string => datePart(fields.projectedCloseDate) ?? '9999';
  const overdue = sorted.filter((one) => closes(one) < format.today);
  const soon = sorted.filter((one) => closes(one) >= format.today && closes(one) <= addDays(format.today, soonDays));
  const [late, next] = [overdue.slice(0, maxHomeRows), soon.slice(0, maxHomeRows)];
  const named = await opportunities.withNames([...late, ...next]);
  return homeView({
    user,
    format,
    totals: mine.complete ? totalsOf(sorted) : undefined,
    overdue: { total: overdue.length, opportunities: named.slice(0, late.length) },
    soon: { total: soon.length, opportunities: named.slice(late.length) },
    prefix: context.interaction.prefix,
  });
}

export const homeFeature: Feature<Services> = {
  commands: [
    {
      name: homeName,
      aliases: ['start', 'menu'],
      summary: 'my pipeline, what is overdue and what closes soon; also the answer to no words at all',
      usage: 'home',
      examples: ['home'],
      audience: 'linked',
      run: async (context) => showToAsker(await home(context)),
    },
  ],
  actions: [handleButton(homeButton, async (context: FeatureContext) => replaceWith(await home(context)))],
};
