/** Where everybody begins: what is mine, what of it is overdue, what closes soon. */
import { onPress, type Feature } from '../core/feature';
import { replaceWith, showToAsker, type View } from '../core/reply';
import { addDays, dayOf } from '../opportunity/calendar';
import { byClose, totalsOf } from '../opportunity/pipeline';
import type { Opportunity } from '../opportunity/opportunity';
import { homeButton } from '../views/buttons';
import { homeView, rowsAtHome, soonDays } from '../views/home';
import { formatOf, type Here, type Services } from './services';

export const homeName = 'home';

/** Reads the asker's open opportunities once, and names only those on show. */
export async function home(context: Here): Promise<View> {
  const { opportunities } = context.services;
  const format = formatOf(context);
  const { statuses } = await opportunities.picklists();
  const { me } = context;
  const mine = await opportunities.all({ status: statuses.open, owner: [me.id] });
  const sorted = [...mine.opportunities].sort(byClose);
  const closes = ({ fields }: Opportunity): string => dayOf(fields.projectedCloseDate) ?? '9999';
  const overdue = sorted.filter((one) => closes(one) < format.today);
  const soon = sorted.filter((one) => closes(one) >= format.today && closes(one) <= addDays(format.today, soonDays));
  const [late, next] = [overdue.slice(0, rowsAtHome), soon.slice(0, rowsAtHome)];
  const named = await opportunities.named([...late, ...next]);
  return homeView({
    me,
    format,
    totals: mine.complete ? totalsOf(sorted) : undefined,
    overdue: { all: overdue.length, shown: named.slice(0, late.length) },
    soon: { all: soon.length, shown: named.slice(late.length) },
    prefix: context.arrival.prefix,
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
  actions: [onPress(homeButton, async (context: Here) => replaceWith(await home(context)))],
};
