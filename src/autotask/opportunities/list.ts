/** Finds opportunities page by page: what a filter matches, in the order of ids. */
import type { OpportunityFilter, Page } from '../../opportunity/client';
import type { Call } from '../http/call';
import {
  afterCursor,
  idOrderOf,
  parseIdCursor,
  formatIdCursor,
  type PageDirection,
  loadPage,
  type RecordPage,
} from '../query/pages';
import type { ClientContext } from '../client-context';
import { unexpectedResponse } from '../http/errors';
import { buildQuery, where, type Condition } from '../query/query';
import { emptyNames, resolveConditions, countOpportunities, urlOf, withNames } from './read';
import { toOpportunity, type OpportunityRecord } from './mapping';

interface PageRequest {
  readonly size: number;
  readonly after?: string;
}

export async function findPage(
  context: ClientContext,
  filter: OpportunityFilter,
  pageRequest: PageRequest,
  call: Call,
): Promise<Page> {
  const cursor = parseIdCursor(pageRequest.after);
  const size = Math.min(Math.max(Math.trunc(pageRequest.size), 1), 500);
  const filters = (await resolveConditions(context, filter, call)).map((conditions) => [
    ...conditions,
    afterCursor(cursor),
  ]);
  if (filters.length === 0) return { opportunities: [] };
  const [pages, fields] = await Promise.all([
    Promise.all(filters.map((conditions) => loadFirstPage(context, conditions, size, call))),
    context.metadata.opportunityFields(),
  ]);
  const direction = cursor?.direction ?? (await detectDirection(context, pages, call));
  const { items, lastId } = mergePages(pages, direction, size);
  const opportunities = await withNames(
    context,
    items.map((item) => toOpportunity(item, { fields, names: emptyNames, url: urlOf(context, item.id) })),
  );
  return { opportunities, ...(lastId === undefined ? {} : { next: formatIdCursor({ direction, id: lastId }) }) };
}

interface FirstPage extends RecordPage<'Opportunities'> {
  readonly conditions: readonly Condition[];
}

async function loadFirstPage(
  context: ClientContext,
  conditions: readonly Condition[],
  size: number,
  call: Call,
): Promise<FirstPage> {
  const page = await loadPage(context.api(call), 'Opportunities', buildQuery('Opportunities', conditions, { size }));
  return { ...page, conditions };
}

/**
 * Rising ids are what Autotask's paging by id relies on, and nothing promises them. A page in falling order may be the
 * first of falling ones, or a rising one turned over: whether anything lies above it tells.
 */
async function detectDirection(
  context: ClientContext,
  pages: readonly FirstPage[],
  call: Call,
): Promise<PageDirection> {
  const page = pages.find(({ next }) => next !== undefined);
  const ids = page?.items.map(({ id }) => id) ?? [];
  if (page === undefined || idOrderOf(ids) === 'rising') return '>';
  const above = where<'Opportunities'>().gt('id', Math.max(0, ...ids));
  return (await countOpportunities(context, [...page.conditions, above], call)) > 0 ? '>' : '<';
}

interface MergedPage {
  readonly items: readonly OpportunityRecord[];
  /** The id that the next page goes on from; undefined on the last one. */
  readonly lastId: number | undefined;
}

/** Each part begins with its first records, so that the first of all are among them. */
function mergePages(pages: readonly FirstPage[], direction: PageDirection, size: number): MergedPage {
  for (const { items } of pages) idOrderOf(items.map(({ id }) => id));
  const records = pages.flatMap(({ items }) => items).sort((a, b) => (direction === '>' ? a.id - b.id : b.id - a.id));
  const items = records.slice(0, size);
  if (records.length <= size && pages.every(({ next }) => next === undefined)) return { items, lastId: undefined };
  const lastId = items.at(-1)?.id;
  if (lastId === undefined) throw unexpectedResponse('Opportunities: an empty page before another one');
  return { items, lastId };
}
