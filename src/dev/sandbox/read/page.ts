/** One page of a query and the addresses of the pages beside it. */
import { Refusal } from '../answer';
import type { AnyEntity } from '../schema';
import type { Row } from '../state/row';
import type { World } from '../world';
import { presenter } from './present';
import type { Query } from './query';

/** Where a page begins: after one id, or before one. `search` is carried along for queries that came by GET. */
export interface Position {
  readonly way: 'after' | 'before';
  readonly id: number;
  readonly method: 'GET' | 'POST';
  readonly search?: string;
}

export const firstPage = (method: 'GET' | 'POST', search?: string): Position => ({
  way: 'after',
  id: Number.NEGATIVE_INFINITY,
  method,
  ...(search === undefined ? {} : { search }),
});

export const writePosition = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** Undefined for an address that the sandbox did not make. */
export function readPosition(text: string): Position | undefined {
  try {
    const { way, id, method, search } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Position>;
    if ((way !== 'after' && way !== 'before') || typeof id !== 'number') return undefined;
    if (method !== 'GET' && method !== 'POST') return undefined;
    return { way, id, method, ...(search === undefined ? {} : { search }) };
  } catch {
    return undefined;
  }
}

export function pageOf(world: World, entity: AnyEntity, query: Query, position: Position) {
  const { rows, before, after } = cut(world.state.tables[entity.name], query, position);
  if (after && query.only !== undefined && !query.only.some((name) => name.toLowerCase() === 'id')) {
    refuseWithoutId(world, entity, query);
  }
  const present = presenter(world, entity, query.only);
  const items = rows.map(present);
  if (world.switches.pageOrder === 'falling') items.reverse();
  const address = (there: boolean, way: Position['way'], row: Row | undefined): string | null => {
    if (!there || row === undefined) return null;
    const paging = writePosition({ ...position, way, id: row.id });
    return `${world.origin}ATServicesRest/V1.0/${entity.name}/query/next?paging=${paging}`;
  };
  return {
    items,
    pageDetails: {
      count: items.length,
      requestCount: query.max,
      prevPageUrl: address(before, 'before', rows[0]),
      nextPageUrl: address(after, 'after', rows.at(-1)),
    },
  };
}

interface Cut {
  readonly rows: readonly Row[];
  readonly before: boolean;
  readonly after: boolean;
}

function cut(table: ReadonlyMap<number, Row>, query: Query, { way, id }: Position): Cut {
  if (query.id !== undefined) {
    const row = table.get(query.id);
    return { rows: row !== undefined && query.matches(row) ? [row] : [], before: false, after: false };
  }
  return way === 'after' ? cutAfter(table, query, id) : cutBefore(table, query, id);
}

function cutAfter(table: ReadonlyMap<number, Row>, { max, matches }: Query, id: number): Cut {
  const rows: Row[] = [];
  let before = false;
  for (const row of table.values()) {
    if (row.id <= id) before ||= matches(row);
    else if (matches(row)) {
      if (rows.length === max) return { rows, before, after: true };
      rows.push(row);
    }
  }
  return { rows, before, after: false };
}

function cutBefore(table: ReadonlyMap<number, Row>, { max, matches }: Query, id: number): Cut {
  const rows: Row[] = [];
  let after = false;
  for (const row of table.values()) {
    if (!matches(row)) continue;
    if (row.id >= id) {
      after = true;
      break;
    }
    rows.push(row);
  }
  return { rows: rows.slice(-max), before: rows.length > max, after };
}

/** Paging works on the id: past 500 records it must be among the fields asked for. */
function refuseWithoutId(world: World, entity: AnyEntity, query: Query): void {
  if (countOf(world, entity, query) > 500) {
    throw new Refusal('Invalid query syntax. IncludeFields must contain id when more than 500 records match.');
  }
}

export function countOf(world: World, entity: AnyEntity, query: Query): number {
  let count = 0;
  for (const row of world.state.tables[entity.name].values()) if (query.matches(row)) count += 1;
  return count;
}
