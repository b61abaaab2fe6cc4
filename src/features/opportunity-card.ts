/** The card of one opportunity for one reader. */
import type { ActionRef } from '../core/button';
import type { Reader, Reply, View } from '../core/reply';
import type { Opportunity } from '../opportunity/opportunity';
import { opportunityView, subjectOf } from '../views/opportunity';
import { formatFor, formatOf, type Here, type Moment } from './services';

/** Read afresh. Throws `NotFound` where there is none of that number. */
export async function readCard(context: Here, id: number): Promise<View> {
  const { opportunities } = context.services;
  const opportunity = await opportunities.get(id);
  return opportunityView(opportunity, { picklists: await opportunities.picklists(), format: formatOf(context) });
}

/** What just happened to it; `undo` only on the card of the one who did it. */
export interface News {
  readonly say: string;
  readonly undo?: ActionRef;
}

/** After a change: the card says what just happened, and so does every other card of the same opportunity. */
export async function changedCard(
  moment: Moment,
  opportunity: Opportunity,
  { news: { say, undo }, reader }: { news: News; reader: Reader },
): Promise<Reply & { kind: 'replace' }> {
  const picklists = await moment.services.opportunities.picklists();
  const shown = { picklists, news: say, format: formatFor(moment, reader) };
  return {
    kind: 'replace',
    view: opportunityView(opportunity, undo === undefined ? shown : { ...shown, undo }),
    changed: { subject: subjectOf(opportunity.id), news: say },
  };
}
