/** A list of what matches: read whole once, sorted here since Autotask cannot, with names for the rows that are shown. */
import type { ActionRef } from '../../core/cards/button';
import type { View } from '../../core/reply';
import { describeCriteria, type Criteria } from '../../opportunity/criteria';
import type { Picklists } from '../../opportunity/client';
import type { Opportunity } from '../../opportunity/opportunity';
import { totalsOf } from '../../opportunity/pipeline';
import { compareBy, sortLabel } from '../../opportunity/sorting';
import { outcomeOf } from '../../opportunity/tenant';
import { filterButton, listButton, shareListButton } from '../../views/buttons';
import { capitalize } from '../../views/format';
import { opportunityListView } from '../../views/opportunity-list';
import { buildCriteriaFilter } from './criteria-filter';
import { formatOf, type FeatureContext } from '../services';

/** Rows on one card: more would be scrolled past, not read. */
const rowsShown = 10;

export interface ListRequest {
  readonly criteria: Criteria;
  /** The first is 0; beyond the last, the last is shown. */
  readonly page?: number;
  /** Where the list is there to choose for something: what is asked, and the button of each row. */
  readonly choice?: { readonly title: string; readonly button: (opportunity: Opportunity) => ActionRef };
  /** On show for everybody: without what changes it for the asker. */
  readonly shared?: boolean;
}

/** Undefined when nothing matches. Totals are left out when the set was too large to be read whole. */
export async function buildListView(context: FeatureContext, request: ListRequest): Promise<View | undefined> {
  const { opportunities } = context.services;
  const { criteria, choice } = request;
  const picklists = await opportunities.picklists();
  const { filter, matches } = buildCriteriaFilter(context, criteria, picklists);
  const found = await opportunities.all(filter);
  const matching = found.opportunities.filter(matches);
  if (matching.length === 0) return undefined;
  const order = orderOf(criteria, picklists);
  const sorted = matching.sort(order.compare);
  const page = Math.min(request.page ?? 0, Math.ceil(sorted.length / rowsShown) - 1);
  const before = page * rowsShown;
  const rows = await opportunities.withNames(sorted.slice(before, before + rowsShown));
  const cap = found.complete ? '' : ` These are the first ${String(found.opportunities.length)} that Autotask gave.`;
  return opportunityListView(rows, {
    title: choice?.title ?? listTitles[criteria.which],
    narrowed: capitalize(describeCriteria(criteria)),
    before,
    more: sorted.length - before - rows.length,
    hint: `${order.words}.${cap}`,
    format: formatOf(context),
    controls: controlsFor(request, { page, last: before + rows.length >= sorted.length }),
    ...(found.complete && choice === undefined ? { totals: totalsOf(sorted) } : {}),
    ...(choice === undefined ? {} : { choose: choice.button }),
  });
}

/** Unless an order is chosen: what is open first, the earliest close first. */
function orderOf({ sort, which }: Criteria, { statuses }: Picklists) {
  const compare = compareBy(sort ?? 'close');
  if (sort !== undefined || which !== 'any') return { compare, words: sortLabel(sort ?? 'close') };
  const ended = (opportunity: Opportunity): number => (outcomeOf(opportunity, statuses) === 'open' ? 0 : 1);
  return {
    compare: (a: Opportunity, b: Opportunity) => ended(a) - ended(b) || compare(a, b),
    words: 'Open ones first, earliest close first',
  };
}

export const listTitles: Record<Criteria['which'], string> = {
  open: 'Open opportunities',
  won: 'Won opportunities',
  lost: 'Lost opportunities',
  any: 'Opportunities',
};

function controlsFor({ criteria, choice, shared }: ListRequest, at: { page: number; last: boolean }): ActionRef[] {
  if (choice !== undefined || shared === true) return [];
  const { page, last } = at;
  return [
    ...(page > 0 ? [listButton.with({ criteria, page: page - 1 }, 'Previous', { spoken: 'Previous page' })] : []),
    ...(last ? [] : [listButton.with({ criteria, page: page + 1 }, 'Next', { spoken: 'Next page' })]),
    filterButton.with({ criteria, page }, 'Filter'),
    shareListButton.with({ criteria, page }, 'Post to channel'),
  ];
}
