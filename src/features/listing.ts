/** A list of what matches: read whole once, sorted here since Autotask cannot, with names for the rows that are shown. */
import type { View } from '../core/reply';
import type { OpportunityFilter } from '../opportunity/client';
import type { Opportunity } from '../opportunity/opportunity';
import { byClose, totalsOf } from '../opportunity/pipeline';
import { opportunityListView, type ListParts } from '../views/opportunity-list';
import { formatOf, type Here } from './services';

/** Rows on one card: more would be scrolled past, not read. */
const rowsShown = 10;

interface Listing extends Pick<ListParts, 'title' | 'choose'> {
  readonly filter: OpportunityFilter;
  readonly order?: (a: Opportunity, b: Opportunity) => number;
  readonly hint: string;
  /** Said in place of the hint when there are more than are shown. */
  readonly hintForMore: string;
  /** Whether to say what they add up to. */
  readonly sums: boolean;
}

/** Undefined when nothing matches. Totals are left out when the set was too large to be read whole. */
export async function listing(context: Here, wanted: Listing): Promise<View | undefined> {
  const { opportunities } = context.services;
  const { title, choose, order = byClose, sums } = wanted;
  const found = await opportunities.all(wanted.filter);
  if (found.opportunities.length === 0) return undefined;
  const sorted = [...found.opportunities].sort(order);
  const shown = await opportunities.named(sorted.slice(0, rowsShown));
  const more = sorted.length - shown.length;
  return opportunityListView(shown, {
    title,
    more,
    hint: more > 0 ? wanted.hintForMore : wanted.hint,
    format: formatOf(context),
    ...(sums && found.complete ? { totals: totalsOf(sorted) } : {}),
    ...(choose === undefined ? {} : { choose }),
  });
}
