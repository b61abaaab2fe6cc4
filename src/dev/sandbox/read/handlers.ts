/** The reading verbs of every entity: get, query, count, next page, and the records below a parent. */
import type { Answer } from '../answer';
import { html, json, ok, Refusal, wrongVerb } from '../answer';
import type { Call } from '../world';
import { countOf, firstPage, pageOf, readPosition } from './page';
import { presenter } from './present';
import { readQuery } from './query';

export function get({ world, entity, ids }: Call): Answer {
  const row = world.state.tables[entity.name].get(ids.at(-1) ?? Number.NaN);
  if (row !== undefined) return ok({ item: presenter(world, entity)(row) });
  return world.switches.missingRecord === 'null-item'
    ? ok({ item: null })
    : json(404, { Message: 'The requested resource was not found.' });
}

/** The web server in front of the API refuses long addresses. */
const longestSearch = 2048;

const searchOf = (call: Call): string => (call.method === 'GET' ? (call.query.get('search') ?? '') : call.body);

export function query(call: Call): Answer {
  const search = searchOf(call);
  if (call.method === 'GET' && encodeURIComponent(search).length > longestSearch) {
    return html(404, '<h2>404.15 - Not Found: the query string is too long.</h2>');
  }
  const position = call.method === 'GET' ? firstPage('GET', search) : firstPage('POST');
  return ok(pageOf(call.world, call.entity, readQuery(call.world, call.entity, search), position));
}

/** A page of a query that came by POST is posted for, with the same filter; one that came by GET is got. */
export function next(call: Call): Answer {
  const position = readPosition(call.query.get('paging') ?? '');
  if (position === undefined) throw new Refusal('Invalid query syntax. The paging value cannot be read.');
  if (position.method !== call.method) return wrongVerb(call.method);
  const search = position.search ?? call.body;
  return ok(pageOf(call.world, call.entity, readQuery(call.world, call.entity, search), position));
}

export function count(call: Call): Answer {
  const { world, entity } = call;
  return ok({ queryCount: countOf(world, entity, readQuery(world, entity, searchOf(call))) });
}

/** `field` is what ties the records to their parent, the first number of the path. */
export const list =
  (field: string) =>
  ({ world, entity, ids }: Call): Answer => {
    const parent = ids[0];
    const page = pageOf(
      world,
      entity,
      { max: 500, only: undefined, id: undefined, matches: (row) => row.cells[field] === parent },
      firstPage('GET', JSON.stringify({ filter: [{ op: 'eq', field, value: parent }] })),
    );
    return ok(page);
  };
