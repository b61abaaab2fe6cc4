/** One page of a query, with the URLs of the previous and the next one. */
import { AutotaskRefusal } from '../responses';
import type { AnyEntity } from '../schema';
import type { SandboxRow } from '../state/tables';
import type { SandboxWorld } from '../world';
import { createRecordSerializer } from './serialize';
import type { RecordQuery } from './query';

/** Where a page is: after one id, or before one. */
export interface PageCursor {
  readonly way: 'after' | 'before';
  readonly id: number;
  readonly method: 'GET' | 'POST';
  /** The query itself, when it came by GET. */
  readonly search?: string;
}

export const firstPageCursor = (method: 'GET' | 'POST', search?: string): PageCursor => ({
  way: 'after',
  id: Number.NEGATIVE_INFINITY,
  method,
  ...(search === undefined ? {} : { search }),
});

export const formatPageCursor = (cursor: PageCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Undefined for a text that `formatPageCursor` did not make. */
export function parsePageCursor(text: string): PageCursor | undefined {
  try {
    const { way, id, method, search } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<PageCursor>;
    if ((way !== 'after' && way !== 'before') || typeof id !== 'number') return undefined;
    if (method !== 'GET' && method !== 'POST') return undefined;
    return { way, id, method, ...(search === undefined ? {} : { search }) };
  } catch {
    return undefined;
  }
}

export function buildPage(world: SandboxWorld, entity: AnyEntity, query: RecordQuery, cursor: PageCursor) {
  const { rows, before, after } = slicePage(world.state.tables[entity.name], query, cursor);
  if (after && query.includeFields !== undefined && !query.includeFields.some((name) => name.toLowerCase() === 'id')) {
    requireIdField(world, entity, query);
  }
  const serialize = createRecordSerializer(world, entity, query.includeFields);
  const items = rows.map(serialize);
  if (world.switches.pageOrder === 'falling') items.reverse();
  const urlOf = (exists: boolean, way: PageCursor['way'], row: SandboxRow | undefined): string | null => {
    if (!exists || row === undefined) return null;
    const paging = formatPageCursor({ ...cursor, way, id: row.id });
    return `${world.origin}ATServicesRest/V1.0/${entity.name}/query/next?paging=${paging}`;
  };
  return {
    items,
    pageDetails: {
      count: items.length,
      requestCount: query.max,
      prevPageUrl: urlOf(before, 'before', rows[0]),
      nextPageUrl: urlOf(after, 'after', rows.at(-1)),
    },
  };
}

interface PageSlice {
  readonly rows: readonly SandboxRow[];
  /** Whether more rows match before and after these. */
  readonly before: boolean;
  readonly after: boolean;
}

function slicePage(table: ReadonlyMap<number, SandboxRow>, query: RecordQuery, { way, id }: PageCursor): PageSlice {
  if (query.id !== undefined) {
    const row = table.get(query.id);
    return { rows: row !== undefined && query.matches(row) ? [row] : [], before: false, after: false };
  }
  return way === 'after' ? sliceAfter(table, query, id) : sliceBefore(table, query, id);
}

function sliceAfter(table: ReadonlyMap<number, SandboxRow>, { max, matches }: RecordQuery, id: number): PageSlice {
  const rows: SandboxRow[] = [];
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

function sliceBefore(table: ReadonlyMap<number, SandboxRow>, { max, matches }: RecordQuery, id: number): PageSlice {
  const rows: SandboxRow[] = [];
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

/** Paging goes by the id: when more than 500 records match, it must be among the included fields. */
function requireIdField(world: SandboxWorld, entity: AnyEntity, query: RecordQuery): void {
  if (countMatches(world, entity, query) > 500) {
    throw new AutotaskRefusal('Invalid query syntax. IncludeFields must contain id when more than 500 records match.');
  }
}

export function countMatches(world: SandboxWorld, entity: AnyEntity, query: RecordQuery): number {
  let count = 0;
  for (const row of world.state.tables[entity.name].values()) if (query.matches(row)) count += 1;
  return count;
}
