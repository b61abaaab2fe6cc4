/** All records of the pretend tenant, by entity and id; each table is kept in the order of its ids. */
import type { AnyEntity, EntityName } from '../schema';
import { entities } from '../schema';
import type { Cells, SandboxRow } from './row';

export type Table = Map<number, SandboxRow>;
export type Tables = Record<EntityName, Table>;

export const emptyTables = (): Tables =>
  Object.fromEntries(entities.map((entity) => [entity.name, new Map<number, SandboxRow>()])) as Tables;

export function nextId(table: Table): number {
  let last = 0;
  for (const id of table.keys()) last = Math.max(last, id);
  return last + 1;
}

/** Every field of the entity, so that unset ones are present as null, as Autotask shows them. */
export function blankCells(entity: AnyEntity): Cells {
  const cells: Cells = {};
  for (const field of entity.fields) cells[field.name] = null;
  return cells;
}

export function createRow(
  entity: AnyEntity,
  cells: Cells,
  rest: Partial<Pick<SandboxRow, 'udfs' | 'hidden'>> = {},
): SandboxRow {
  const id = cells['id'];
  if (typeof id !== 'number') throw new Error(`A record of ${entity.name} needs an id.`);
  return { id, cells: { ...blankCells(entity), ...cells }, udfs: rest.udfs ?? {}, hidden: rest.hidden ?? {} };
}

/** Puts the record in, in the order of ids also when its id is not the highest. */
export function putRow(tables: Tables, name: EntityName, row: SandboxRow): void {
  const table = tables[name];
  const known = table.has(row.id);
  const last = known ? 0 : nextId(table) - 1;
  table.set(row.id, row);
  if (known || row.id > last) return;
  const inOrder = [...table.entries()].sort(([one], [other]) => one - other);
  table.clear();
  for (const [id, each] of inOrder) table.set(id, each);
}
