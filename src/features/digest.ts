/** The pipeline of today, read once and made into its card. */
import { Unavailable } from '../core/errors';
import type { View } from '../core/reply';
import { monthStart } from '../opportunity/calendar';
import type { Criteria } from '../opportunity/criteria';
import { digestOf } from '../opportunity/digest';
import { attentionShown, digestView } from '../views/digest';
import { sieveFor } from './criteria-filter';
import { formatOf, type Here } from './services';

export async function digestNow(context: Here, criteria: Criteria = { which: 'open' }): Promise<View> {
  const { opportunities } = context.services;
  const format = formatOf(context);
  const picklists = await opportunities.picklists();
  const { statuses } = picklists;
  const { filter, keeps } = sieveFor(context, { ...criteria, which: 'any' }, picklists);
  const ended = picklists
    .all('status')
    .map(({ value }) => value)
    .filter((value) => !statuses.open.includes(value));
  const thisMonth = monthStart(format.today);
  const [open, won, lost] = await Promise.all([
    opportunities.all({ ...filter, status: statuses.open }),
    opportunities.all({ ...filter, status: ended.filter((status) => status !== statuses.lost), closedFrom: thisMonth }),
    opportunities.all({ ...filter, status: [statuses.lost], lostFrom: thisMonth }),
  ]);
  if (![open, won, lost].every(({ complete }) => complete)) throw tooMany();
  const digest = digestOf({
    open: open.opportunities.filter(keeps),
    ended: [...won.opportunities, ...lost.opportunities].filter(keeps),
    statuses,
    stageOrder: picklists.all('stage').map(({ value }) => value),
    day: format.today,
  });
  const shown = digest.attention.slice(0, attentionShown);
  const named = await opportunities.named(shown.map(({ opportunity }) => opportunity));
  return digestView(digest, {
    format,
    picklists,
    timezone: context.arrival.person.timezone ?? 'UTC',
    readAt: open.readAt,
    attention: named.map((opportunity, index) => ({ opportunity, worries: shown[index]?.worries ?? [] })),
  });
}

/** A partial total is never shown as if it were whole. */
const tooMany = (): Unavailable =>
  new Unavailable('There are more opportunities than I may read at once, so any total would be wrong.', {
    next: 'Narrow it down with a search.',
  });
