/** Direct access to the records for tests and the playground, without the API. */
import type { EntityName } from './schema';
import { entityOf } from './schema';
import type { Cells, SandboxRow, Scalar } from './state/tables';
import { nextId, createRow, putRow } from './state/tables';
import type { TenantSettings } from './state/tenant';
import type { SandboxWorld } from './world';

/** Fields by Autotask's names. Dates are `yyyy-mm-ddThh:mm:ss.mmmZ`. */
export type SandboxRecord = Readonly<Record<string, Scalar>>;

export interface SandboxRecords {
  read(entity: EntityName, id: number): SandboxRecord | undefined;
  /** In the order of ids. */
  list(entity: EntityName, where?: (record: SandboxRecord) => boolean): readonly SandboxRecord[];
  udfs(entity: EntityName, id: number): Readonly<Record<string, string | null>>;
  /** Formatted text of a field as Autotask's own editor stores it; undefined when there is none. */
  richText(entity: EntityName, id: number, field: string): string | undefined;
  /**
   * Somebody else edits the record in Autotask itself: nothing is validated, lostDate follows the status, and
   * lastActivity of an opportunity becomes now unless `changes` has it.
   */
  edit(entity: EntityName, id: number, changes: SandboxRecord): SandboxRecord;
  writeRichText(entity: EntityName, id: number, field: string, text: string): void;
  writeUdf(entity: EntityName, id: number, name: string, value: string | null): void;
  /** Adds a record as it is, under its id or else the next free one; returns the id. */
  add(entity: EntityName, cells: SandboxRecord): number;
  remove(entity: EntityName, id: number): void;
  /** Picklists, categories' settings, the tenant's own lengths: plain data that may be changed in place. */
  tenant(): TenantSettings;
}

export function createSandboxRecords(world: SandboxWorld): SandboxRecords {
  const tableOf = (entity: EntityName) => world.state.tables[entity];
  const rowAt = (entity: EntityName, id: number): SandboxRow => {
    const row = tableOf(entity).get(id);
    if (row === undefined) throw new Error(`The sandbox has no record ${id} in ${entity}.`);
    return row;
  };
  const save = (entity: EntityName, row: SandboxRow): void => {
    putRow(world.state.tables, entity, row);
    world.markChanged();
  };
  return {
    read: (entity, id) => copyCells(tableOf(entity).get(id)),
    list: (entity, where = () => true) =>
      [...tableOf(entity).values()].map(({ cells }) => ({ ...cells })).filter(where),
    udfs: (entity, id) => ({ ...rowAt(entity, id).udfs }),
    richText: (entity, id, field) => rowAt(entity, id).hidden[field],
    edit(entity, id, changes) {
      const row = rowAt(entity, id);
      const sideEffects = entity === 'Opportunities' ? manualEditEffects(world, row, changes) : {};
      save(entity, { ...row, cells: { ...row.cells, ...sideEffects, ...changes } });
      return { ...rowAt(entity, id).cells };
    },
    writeRichText(entity, id, field, text) {
      const row = rowAt(entity, id);
      save(entity, { ...row, hidden: { ...row.hidden, [field]: text } });
    },
    writeUdf(entity, id, name, value) {
      const row = rowAt(entity, id);
      save(entity, { ...row, udfs: { ...row.udfs, [name]: value } });
    },
    add(entity, cells) {
      const id = typeof cells['id'] === 'number' ? cells['id'] : nextId(tableOf(entity));
      save(entity, createRow(entityOf(entity), { ...cells, id }));
      return id;
    },
    remove(entity, id) {
      tableOf(entity).delete(id);
      world.markChanged();
    },
    tenant: () => world.state.tenant,
  };
}

const copyCells = (row: SandboxRow | undefined): SandboxRecord | undefined =>
  row === undefined ? undefined : { ...row.cells };

const statusLost = 2;

/** What Autotask's own pages do when somebody saves an opportunity there. */
function manualEditEffects(world: SandboxWorld, row: SandboxRow, changes: SandboxRecord): Cells {
  const now = world.clock().toISOString();
  const status = changes['status'] ?? row.cells['status'];
  if (status === row.cells['status']) return { lastActivity: now };
  return { lastActivity: now, lostDate: status === statusLost ? now : null };
}
