/** The card of one opportunity for one reader. */
import type { Changed, Reader, Reply, View } from '../core/reply';
import type { Opportunity } from '../opportunity/opportunity';
import { opportunityOf, opportunityView, subjectOf } from '../views/opportunity';
import { formatFor, formatOf, type Here, type Moment } from './services';

export async function cardOf(context: Here, opportunity: Opportunity): Promise<View> {
  const picklists = await context.services.opportunities.picklists();
  return opportunityView(opportunity, { picklists, format: formatOf(context) });
}

/** After a change: the card says what just happened, and so does every other card of the same opportunity. */
export async function changedCard(context: Here, opportunity: Opportunity, news: string): Promise<Reply> {
  const picklists = await context.services.opportunities.picklists();
  return {
    kind: 'replace',
    view: opportunityView(opportunity, { picklists, news, format: formatOf(context) }),
    changed: { subject: subjectOf(opportunity.id), news },
  };
}

/** Any card of a subject as it looks now, read anew: other changes may have come since. */
export async function redraw({ services, now }: Moment, { subject, news }: Changed) {
  const id = opportunityOf(subject);
  if (id === undefined) return undefined;
  const { opportunities } = services;
  const [opportunity, picklists] = await Promise.all([opportunities.get(id), opportunities.picklists()]);
  return (reader: Reader): View =>
    opportunityView(opportunity, { picklists, news, format: formatFor({ services, now }, reader) });
}
