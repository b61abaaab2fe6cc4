/** The card of one opportunity for one reader. */
import type { View } from '../core/reply';
import type { Opportunity } from '../opportunity/opportunity';
import { opportunityView } from '../views/opportunity';
import { formatOf, type Here } from './services';

/** `news` is what just happened to it, in words. */
export async function cardOf(context: Here, opportunity: Opportunity, news?: string): Promise<View> {
  const picklists = await context.services.opportunities.picklists();
  return opportunityView(opportunity, {
    picklists,
    format: formatOf(context),
    ...(news === undefined ? {} : { news }),
  });
}
