/** The records of the pretend tenant, in a table for each entity that is always in the order of its ids. */
import type { AnyEntity, EntityName } from '../schema';
import { entities } from '../schema';

/** The value of one field. Dates are `yyyy-mm-ddThh:mm:ss.mmmZ`, so that they compare as text. */
export type Scalar = string | number | boolean | null;
/** By the names of the fields. */
export type Cells = Record<string, Scalar>;
export type Udfs = Record<string, string | null>;

/** One record. */
export interface SandboxRow {
  readonly id: number;
  readonly cells: Readonly<Cells>;
  readonly udfs: Readonly<Udfs>;
  /** What the API does not show with the record: formatted text by field, the content of an attachment. */
  readonly hidden: Readonly<Record<string, string>>;
}

export const numberIn = (cells: Readonly<Cells>, field: string): number | undefined => {
  const value = cells[field];
  return typeof value === 'number' ? value : undefined;
};

export const textIn = (cells: Readonly<Cells>, field: string): string | undefined => {
  const value = cells[field];
  return typeof value === 'string' ? value : undefined;
};

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

/** Adds or replaces a record; one whose id is not the highest goes where its id belongs. */
export function putRow(tables: Tables, name: EntityName, row: SandboxRow): void {
  const table = tables[name];
  const exists = table.has(row.id);
  const last = exists ? 0 : nextId(table) - 1;
  table.set(row.id, row);
  if (exists || row.id > last) return;
  const inOrder = [...table.entries()].sort(([one], [other]) => one - other);
  table.clear();
  for (const [id, each] of inOrder) table.set(id, each);
}
