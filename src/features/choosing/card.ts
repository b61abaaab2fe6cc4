/** The card of one opportunity for one reader. */
import type { ActionRef } from '../../core/cards/button';
import type { Viewer, Reply, View } from '../../core/reply';
import type { Opportunity } from '../../opportunity/opportunity';
import { opportunityView, opportunitySubject } from '../../views/opportunity';
import { formatFor, formatOf, type FeatureContext, type ViewContext } from '../services';

/** Read afresh. Throws `NotFound` where there is none of that number. */
export async function loadOpportunityCard(context: FeatureContext, id: number): Promise<View> {
  const { opportunities } = context.services;
  const opportunity = await opportunities.get(id);
  return opportunityView(opportunity, { picklists: await opportunities.picklists(), format: formatOf(context) });
}

/** What just happened to it; `undo` only on the card of the one who did it. */
export interface CardNotice {
  readonly text: string;
  readonly undo?: ActionRef;
}

/** After a change: the card says what just happened, and so does every other card of the same opportunity. */
export async function changedOpportunityCard(
  viewContext: ViewContext,
  opportunity: Opportunity,
  { news: { text, undo }, viewer }: { news: CardNotice; viewer: Viewer },
): Promise<Reply & { kind: 'replace' }> {
  const picklists = await viewContext.services.opportunities.picklists();
  const options = { picklists, news: text, format: formatFor(viewContext, viewer) };
  return {
    kind: 'replace',
    view: opportunityView(opportunity, undo === undefined ? options : { ...options, undo }),
    change: { subject: opportunitySubject(opportunity.id), summary: text },
  };
}
