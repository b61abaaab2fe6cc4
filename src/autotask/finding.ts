/** Finds opportunities page by page: what a filter matches, in the order of ids. */
import type { OpportunityFilter, Page } from '../opportunity/client';
import type { Call } from './call';
import { beyond, orderOf, readCursor, writeCursor, type Way } from './cursor';
import type { Engine } from './engine';
import { brokenContract } from './failures';
import { readPage, type RecordPage } from './pages';
import { queryOf, where } from './query';
import { type Condition } from './entities';
import { blank, conditionsFor, countOf, link, named } from './reading';
import { opportunityFrom, type OpportunityRecord } from './wire';

interface Wanted {
  readonly size: number;
  readonly after?: string;
}

export async function findPage(engine: Engine, filter: OpportunityFilter, wanted: Wanted, call: Call): Promise<Page> {
  const cursor = readCursor(wanted.after);
  const size = Math.min(Math.max(Math.trunc(wanted.size), 1), 500);
  const filters = (await conditionsFor(engine, filter, call)).map((conditions) => [...conditions, beyond(cursor)]);
  if (filters.length === 0) return { opportunities: [] };
  const [pages, fields] = await Promise.all([
    Promise.all(filters.map((conditions) => firstOf(engine, conditions, size, call))),
    engine.metadata.opportunityFields(),
  ]);
  const way = cursor?.way ?? (await wayOf(engine, pages, call));
  const { items, last } = merge(pages, way, size);
  const opportunities = await named(
    engine,
    items.map((item) => opportunityFrom(item, { fields, names: blank, url: link(engine, item.id) })),
  );
  return { opportunities, ...(last === undefined ? {} : { next: writeCursor({ way, id: last }) }) };
}

interface Begun extends RecordPage<'Opportunities'> {
  readonly conditions: readonly Condition[];
}

async function firstOf(engine: Engine, conditions: readonly Condition[], size: number, call: Call): Promise<Begun> {
  const page = await readPage(engine.api(call), 'Opportunities', queryOf('Opportunities', conditions, { size }));
  return { ...page, conditions };
}

/**
 * Rising ids are what Autotask's paging by id relies on, and nothing promises them. A page in falling order may be the
 * first of falling ones, or a rising one turned over: whether anything lies above it tells.
 */
async function wayOf(engine: Engine, pages: readonly Begun[], call: Call): Promise<Way> {
  const page = pages.find(({ next }) => next !== undefined);
  const ids = page?.items.map(({ id }) => id) ?? [];
  if (page === undefined || orderOf(ids) === 'rising') return '>';
  const above = where<'Opportunities'>().above('id', Math.max(0, ...ids));
  return (await countOf(engine, [...page.conditions, above], call)) > 0 ? '>' : '<';
}

interface Merged {
  readonly items: readonly OpportunityRecord[];
  /** The id that the next page goes on from; undefined on the last one. */
  readonly last: number | undefined;
}

/** Each part begins with its first records, so that the first of all are among them. */
function merge(pages: readonly Begun[], way: Way, size: number): Merged {
  for (const { items } of pages) orderOf(items.map(({ id }) => id));
  const found = pages.flatMap(({ items }) => items).sort((a, b) => (way === '>' ? a.id - b.id : b.id - a.id));
  const items = found.slice(0, size);
  if (found.length <= size && pages.every(({ next }) => next === undefined)) return { items, last: undefined };
  const last = items.at(-1)?.id;
  if (last === undefined) throw brokenContract('Opportunities: an empty page before another one');
  return { items, last };
}
