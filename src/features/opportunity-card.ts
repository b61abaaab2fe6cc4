/** The card of one opportunity for one reader. */
import type { Reader, Reply, View } from '../core/reply';
import type { Opportunity } from '../opportunity/opportunity';
import { opportunityView, subjectOf } from '../views/opportunity';
import { formatFor, formatOf, type Here } from './services';

export async function cardOf(context: Here, opportunity: Opportunity): Promise<View> {
  const picklists = await context.services.opportunities.picklists();
  return opportunityView(opportunity, { picklists, format: formatOf(context) });
}

/** After a change: the card says what just happened, and so does every other card of the same opportunity. */
export async function changedCard(context: Here, opportunity: Opportunity, news: string): Promise<Reply> {
  const picklists = await context.services.opportunities.picklists();
  const draw = (reader: Reader): View =>
    opportunityView(opportunity, { picklists, news, format: formatFor(context, reader) });
  return {
    kind: 'replace',
    view: draw(context.arrival.person),
    changed: { subject: subjectOf(opportunity.id), draw },
  };
}
