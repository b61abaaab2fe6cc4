/** The whole state of the pretend tenant, its records and its settings, with snapshots of it. */
import type { EntityName } from '../schema';
import type { SandboxRow, Tables } from './tables';
import { emptyTables } from './tables';
import type { TenantSettings } from './tenant';

export interface SandboxState {
  readonly tables: Tables;
  readonly tenant: TenantSettings;
}

/** Plain JSON. */
export interface SandboxSnapshot {
  readonly version: 1;
  readonly rows: Readonly<Record<string, readonly SandboxRow[]>>;
  readonly tenant: TenantSettings;
}

export function takeSnapshot(state: SandboxState): SandboxSnapshot {
  const rows = Object.fromEntries(Object.entries(state.tables).map(([name, table]) => [name, [...table.values()]]));
  return structuredClone({ version: 1, rows, tenant: state.tenant });
}

export function restoreState(snapshot: SandboxSnapshot): SandboxState {
  const { rows, tenant } = structuredClone(snapshot);
  const tables = emptyTables();
  for (const [name, table] of Object.entries(tables)) {
    for (const row of rows[name as EntityName] ?? []) table.set(row.id, row);
  }
  return { tables, tenant };
}
