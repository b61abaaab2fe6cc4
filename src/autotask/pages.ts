/** Reads queries page by page: a POST of the same body to `nextPageUrl`, each record once, up to a cap. */
import type { Client, Middleware } from 'openapi-fetch';
import { dataOf } from './api';
import { brokenContract } from './failures';
import type { Entity, Query, Records } from './entities';
import type { paths } from './schema';

export interface RecordPage<E extends Entity> {
  readonly items: readonly Records[E][];
  /** Where the next page is; undefined on the last one. */
  readonly next: string | undefined;
}

/** All query paths have one shape: said once here instead of once per entity. */
type AskPage = (
  path: string,
  init: { body: Query; middleware?: Middleware[] },
) => Promise<{ data?: { items: readonly unknown[]; pageDetails: { nextPageUrl?: string | null } } }>;

export async function readPage<E extends Entity>(
  api: Client<paths>,
  entity: E,
  query: Query,
  next?: string,
): Promise<RecordPage<E>> {
  const ask = api.POST as unknown as AskPage;
  const middleware = next === undefined ? [] : [readdressed(next)];
  const { items, pageDetails } = await dataOf(ask(`/V1.0/${entity}/query`, { body: query, middleware }));
  return { items: items as readonly Records[E][], next: pageDetails.nextPageUrl ?? undefined };
}

/**
 * Page after page, each record once; the next one is on its way while one is worked on. `more` is false with the last
 * one. Once `enough` records were handed out no further page is asked for.
 */
export async function* pagesOf<E extends Entity>(
  api: Client<paths>,
  entity: E,
  query: Query,
  enough = Infinity,
): AsyncGenerator<{ readonly items: readonly Records[E][]; readonly more: boolean }> {
  const seen = new Set<number>();
  let coming: Promise<RecordPage<E>> | undefined = readPage(api, entity, query);
  while (coming !== undefined) {
    const page: RecordPage<E> = await coming;
    const items = page.items.filter(({ id }) => !seen.has(id));
    for (const { id } of items) seen.add(id);
    const next = nextAfter(entity, page, items);
    coming = next === undefined || seen.size >= enough ? undefined : readPage(api, entity, query, next);
    // Whoever stops before it has come does not want to know how it failed.
    coming?.catch(() => undefined);
    yield { items, more: next !== undefined };
  }
}

/** A server that leads in a circle must not be followed for ever. */
function nextAfter<E extends Entity>(
  entity: E,
  { items, next }: RecordPage<E>,
  fresh: readonly Records[E][],
): string | undefined {
  if (items.length === 0) return undefined;
  if (next !== undefined && fresh.length === 0) throw brokenContract(`${entity}: the next page repeats this one`);
  return next;
}

/** All records that match, at most `cap` of them. */
export async function readAll<E extends Entity>(
  api: Client<paths>,
  entity: E,
  query: Query,
  cap: number,
): Promise<{ items: Records[E][]; complete: boolean }> {
  const found: Records[E][] = [];
  for await (const { items, more } of pagesOf(api, entity, query, cap)) {
    found.push(...items);
    if (more && found.length >= cap) return { items: found.slice(0, cap), complete: false };
  }
  return { items: found.slice(0, cap), complete: found.length <= cap };
}

/** Autotask: the next page of a POST is a POST of the same body; GET answers 405. */
const readdressed = (next: string): Middleware => ({
  onRequest: async ({ request }) => {
    if (!URL.canParse(next)) throw brokenContract('the address of the next page is no address');
    const { method, headers, signal } = request;
    return new Request(next, { method, headers, signal, body: await request.text() });
  },
});
