/** Reads queries page by page: a POST of the same body to `nextPageUrl`, each record once, up to a cap; and cursors for people. */
import type { Client, Middleware } from 'openapi-fetch';
import { InvalidInput } from '../../core/errors';
import { dataOf } from '../http/api';
import { unexpectedResponse } from '../http/errors';
import type { paths } from '../schema';
import { where, type Condition, type Entity, type EntityRecords, type Query } from './query';

export interface RecordPage<E extends Entity> {
  readonly items: readonly EntityRecords[E][];
  /** Where the next page is; undefined on the last one. */
  readonly next: string | undefined;
}

/** All query paths have one shape: said once here instead of once per entity. */
type PostQuery = (
  path: string,
  init: { body: Query; middleware?: Middleware[] },
) => Promise<{ data?: { items: readonly unknown[]; pageDetails: { nextPageUrl?: string | null } } }>;

export async function loadPage<E extends Entity>(
  api: Client<paths>,
  entity: E,
  query: Query,
  next?: string,
): Promise<RecordPage<E>> {
  const postQuery = api.POST as unknown as PostQuery;
  const middleware = next === undefined ? [] : [repostTo(next)];
  const { items, pageDetails } = await dataOf(postQuery(`/V1.0/${entity}/query`, { body: query, middleware }));
  return { items: items as readonly EntityRecords[E][], next: pageDetails.nextPageUrl ?? undefined };
}

/**
 * Page after page, each record once; the next one is on its way while one is worked on. `more` is false with the last
 * one. Once `enough` records were handed out no further page is asked for.
 */
export async function* iteratePages<E extends Entity>(
  api: Client<paths>,
  entity: E,
  query: Query,
  maxRecords = Infinity,
): AsyncGenerator<{ readonly items: readonly EntityRecords[E][]; readonly more: boolean }> {
  const seenIds = new Set<number>();
  let upcoming: Promise<RecordPage<E>> | undefined = loadPage(api, entity, query);
  while (upcoming !== undefined) {
    const page: RecordPage<E> = await upcoming;
    const items = page.items.filter(({ id }) => !seenIds.has(id));
    for (const { id } of items) seenIds.add(id);
    const next = nextUrlAfter(entity, page, items);
    upcoming = next === undefined || seenIds.size >= maxRecords ? undefined : loadPage(api, entity, query, next);
    // Whoever stops before it has come does not want to know how it failed.
    upcoming?.catch(() => undefined);
    yield { items, more: next !== undefined };
  }
}

/** A server that leads in a circle must not be followed for ever. */
function nextUrlAfter<E extends Entity>(
  entity: E,
  { items, next }: RecordPage<E>,
  fresh: readonly EntityRecords[E][],
): string | undefined {
  if (items.length === 0) return undefined;
  if (next !== undefined && fresh.length === 0) throw unexpectedResponse(`${entity}: the next page repeats this one`);
  return next;
}

/** All records that match, at most `cap` of them. */
export async function loadRecords<E extends Entity>(
  api: Client<paths>,
  entity: E,
  query: Query,
  maxRecords: number,
): Promise<{ items: EntityRecords[E][]; complete: boolean }> {
  const records: EntityRecords[E][] = [];
  for await (const { items, more } of iteratePages(api, entity, query, maxRecords)) {
    records.push(...items);
    if (more && records.length >= maxRecords) return { items: records.slice(0, maxRecords), complete: false };
  }
  return { items: records.slice(0, maxRecords), complete: records.length <= maxRecords };
}

/** Autotask: the next page of a POST is a POST of the same body; GET answers 405. */
const repostTo = (next: string): Middleware => ({
  onRequest: async ({ request }) => {
    if (!URL.canParse(next)) throw unexpectedResponse('the address of the next page is no address');
    const { method, headers, signal } = request;
    return new Request(next, { method, headers, signal, body: await request.text() });
  },
});

// Pages by id: a cursor that survives restarts, and fits into a button.

/** Which way the ids of one page after the other go. */
export type PageDirection = '<' | '>';
interface IdCursor {
  readonly direction: PageDirection;
  readonly id: number;
}

const cursorPattern = /^([<>])(\d{1,15})$/;

export const formatIdCursor = ({ direction, id }: IdCursor): string => `${direction}${id}`;

/** Undefined for the first page. */
export function parseIdCursor(cursor: string | undefined): IdCursor | undefined {
  if (cursor === undefined) return undefined;
  const [, way, id] = cursorPattern.exec(cursor) ?? [];
  if (id === undefined) throw new InvalidInput('I do not know this page any more.', { hint: 'Search again.' });
  return { direction: way === '<' ? '<' : '>', id: Number(id) };
}

export function afterCursor(cursor: IdCursor | undefined): Condition {
  const opportunity = where<'Opportunities'>();
  return cursor?.direction === '<' ? opportunity.lt('id', cursor.id) : opportunity.gt('id', cursor?.id ?? 0);
}

/** Undefined for fewer than two. Throws when they come in no order: then some would be skipped or shown twice. */
export function idOrderOf(ids: readonly number[]): 'rising' | 'falling' | undefined {
  const steps = ids.slice(1).map((id, index) => id - (ids[index] ?? id));
  if (steps.length === 0) return undefined;
  if (steps.every((step) => step > 0)) return 'rising';
  if (steps.every((step) => step < 0)) return 'falling';
  throw unexpectedResponse('Opportunities: the records of a page are in no order of id');
}
