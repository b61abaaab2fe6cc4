/** The whole pretend tenant: its records and its settings, and how they are put away and brought back. */
import type { EntityName } from '../schema';
import type { Row } from './row';
import type { Tables } from './tables';
import { emptyTables } from './tables';
import type { Tenant } from './tenant';

export interface State {
  readonly tables: Tables;
  readonly tenant: Tenant;
}

/** Plain JSON. */
export interface Snapshot {
  readonly version: 1;
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  readonly tenant: Tenant;
}

export function takeSnapshot(state: State): Snapshot {
  const rows = Object.fromEntries(Object.entries(state.tables).map(([name, table]) => [name, [...table.values()]]));
  return structuredClone({ version: 1, rows, tenant: state.tenant });
}

export function fromSnapshot(snapshot: Snapshot): State {
  const { rows, tenant } = structuredClone(snapshot);
  const tables = emptyTables();
  for (const [name, table] of Object.entries(tables)) {
    for (const row of rows[name as EntityName] ?? []) table.set(row.id, row);
  }
  return { tables, tenant };
}
