/** The records as a test or the playground reaches them, past the API. */
import type { EntityName } from './schema';
import { entityOf } from './schema';
import type { Cells, Row, Scalar } from './state/row';
import { nextId, rowOf, store } from './state/tables';
import type { Tenant } from './state/tenant';
import type { World } from './world';

/** Fields by Autotask's names. Dates are `yyyy-mm-ddThh:mm:ss.mmmZ`. */
export type SandboxRecord = Readonly<Record<string, Scalar>>;

export interface Records {
  read(entity: EntityName, id: number): SandboxRecord | undefined;
  /** In the order of ids. */
  list(entity: EntityName, where?: (record: SandboxRecord) => boolean): readonly SandboxRecord[];
  udfs(entity: EntityName, id: number): Readonly<Record<string, string | null>>;
  /** Formatted text of a field as Autotask's own editor keeps it; undefined when there is none. */
  richText(entity: EntityName, id: number, field: string): string | undefined;
  /**
   * Somebody else edits the record in Autotask itself: nothing is judged, lostDate follows the status, and
   * lastActivity of an opportunity moves to now unless it is given.
   */
  edit(entity: EntityName, id: number, changes: SandboxRecord): SandboxRecord;
  writeRichText(entity: EntityName, id: number, field: string, text: string): void;
  writeUdf(entity: EntityName, id: number, name: string, value: string | null): void;
  /** Adds a record as it is, under the next free id unless one is given; answers with the id. */
  add(entity: EntityName, cells: SandboxRecord): number;
  remove(entity: EntityName, id: number): void;
  /** Picklists, categories' settings, the tenant's own lengths: plain data, may be changed in place. */
  tenant(): Tenant;
}

export function createRecords(world: World): Records {
  const tableOf = (entity: EntityName) => world.state.tables[entity];
  const rowAt = (entity: EntityName, id: number): Row => {
    const row = tableOf(entity).get(id);
    if (row === undefined) throw new Error(`The sandbox has no record ${id} in ${entity}.`);
    return row;
  };
  const keep = (entity: EntityName, row: Row): void => {
    store(world.state.tables, entity, row);
    world.changed();
  };
  return {
    read: (entity, id) => copy(tableOf(entity).get(id)),
    list: (entity, where = () => true) =>
      [...tableOf(entity).values()].map(({ cells }) => ({ ...cells })).filter(where),
    udfs: (entity, id) => ({ ...rowAt(entity, id).udfs }),
    richText: (entity, id, field) => rowAt(entity, id).hidden[field],
    edit(entity, id, changes) {
      const row = rowAt(entity, id);
      const byHand = entity === 'Opportunities' ? followHand(world, row, changes) : {};
      keep(entity, { ...row, cells: { ...row.cells, ...byHand, ...changes } });
      return { ...rowAt(entity, id).cells };
    },
    writeRichText(entity, id, field, text) {
      const row = rowAt(entity, id);
      keep(entity, { ...row, hidden: { ...row.hidden, [field]: text } });
    },
    writeUdf(entity, id, name, value) {
      const row = rowAt(entity, id);
      keep(entity, { ...row, udfs: { ...row.udfs, [name]: value } });
    },
    add(entity, cells) {
      const id = typeof cells['id'] === 'number' ? cells['id'] : nextId(tableOf(entity));
      keep(entity, rowOf(entityOf(entity), { ...cells, id }));
      return id;
    },
    remove(entity, id) {
      tableOf(entity).delete(id);
      world.changed();
    },
    tenant: () => world.state.tenant,
  };
}

const copy = (row: Row | undefined): SandboxRecord | undefined => (row === undefined ? undefined : { ...row.cells });

const lost = 2;

/** What Autotask's own pages do when somebody saves an opportunity there. */
function followHand(world: World, row: Row, changes: SandboxRecord): Cells {
  const now = world.clock().toISOString();
  const status = changes['status'] ?? row.cells['status'];
  if (status === row.cells['status']) return { lastActivity: now };
  return { lastActivity: now, lostDate: status === lost ? now : null };
}
