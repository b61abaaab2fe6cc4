/** Handlers that read, for every entity: one record, a query, a count, the next page, and the records under a parent. */
import type { SandboxResponse } from '../responses';
import { htmlResponse, jsonResponse, okResponse, AutotaskRefusal, methodNotAllowed } from '../responses';
import type { EntityRequest } from '../world';
import { countMatches, firstPageCursor, buildPage, parsePageCursor } from './page';
import { createRecordSerializer } from './serialize';
import { parseQuery } from './query';

export function getRecord({ world, entity, ids }: EntityRequest): SandboxResponse {
  const row = world.state.tables[entity.name].get(ids.at(-1) ?? Number.NaN);
  if (row !== undefined) return okResponse({ item: createRecordSerializer(world, entity)(row) });
  return world.switches.missingRecord === 'null-item'
    ? okResponse({ item: null })
    : jsonResponse(404, { Message: 'The requested resource was not found.' });
}

/** The web server in front of the API refuses long URLs. */
const maxSearchLength = 2048;

const searchOf = (request: EntityRequest): string =>
  request.method === 'GET' ? (request.query.get('search') ?? '') : request.body;

export function queryRecords(request: EntityRequest): SandboxResponse {
  const search = searchOf(request);
  if (request.method === 'GET' && encodeURIComponent(search).length > maxSearchLength) {
    return htmlResponse(404, '<h2>404.15 - Not Found: the query string is too long.</h2>');
  }
  const cursor = request.method === 'GET' ? firstPageCursor('GET', search) : firstPageCursor('POST');
  return okResponse(
    buildPage(request.world, request.entity, parseQuery(request.world, request.entity, search), cursor),
  );
}

/** The pages of a query by POST need a POST with the same filter; those of a query by GET need a GET. */
export function queryNextPage(request: EntityRequest): SandboxResponse {
  const cursor = parsePageCursor(request.query.get('paging') ?? '');
  if (cursor === undefined) throw new AutotaskRefusal('Invalid query syntax. The paging value cannot be read.');
  if (cursor.method !== request.method) return methodNotAllowed(request.method);
  const search = cursor.search ?? request.body;
  return okResponse(
    buildPage(request.world, request.entity, parseQuery(request.world, request.entity, search), cursor),
  );
}

export function countRecords(request: EntityRequest): SandboxResponse {
  const { world, entity } = request;
  return okResponse({ queryCount: countMatches(world, entity, parseQuery(world, entity, searchOf(request))) });
}

/** `field` refers to the parent, whose id is the first number of the path. */
export const listChildren =
  (field: string) =>
  ({ world, entity, ids }: EntityRequest): SandboxResponse => {
    const parent = ids[0];
    const page = buildPage(
      world,
      entity,
      { max: 500, includeFields: undefined, id: undefined, matches: (row) => row.cells[field] === parent },
      firstPageCursor('GET', JSON.stringify({ filter: [{ op: 'eq', field, value: parent }] })),
    );
    return okResponse(page);
  };
