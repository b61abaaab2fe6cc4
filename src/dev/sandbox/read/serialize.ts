/** Serializes records: all fields in the order of the entity page, or only those that the query includes. */
import { withoutZone } from '../dates';
import type { AnyEntity } from '../schema';
import type { Cells, SandboxRow, Scalar } from '../state/tables';
import type { SandboxWorld } from '../world';
import { udfsOf } from './udfs';

export type RecordJson = Record<string, Scalar | { name: string; value: string | null }[]>;
export type SerializeRecord = (row: SandboxRow) => RecordJson;

/** `includeFields` names fields and user-defined fields; without it all are written. Made once for many records. */
export function createRecordSerializer(
  world: SandboxWorld,
  entity: AnyEntity,
  includeFields?: readonly string[],
): SerializeRecord {
  const included = includeFields === undefined ? undefined : new Set(includeFields.map((name) => name.toLowerCase()));
  const fields = entity.fields.filter((field) => included === undefined || included.has(field.name.toLowerCase()));
  const dates = fields.filter((field) => field.type === 'datetime').map((field) => field.name);
  const udfs = entity.hasUdfs
    ? udfsOf(world, entity.name)
        .map((udf) => udf.name)
        .filter(
          (name) => included === undefined || included.has('userdefinedfields') || included.has(name.toLowerCase()),
        )
    : [];
  const bare = world.switches.dates === 'bare';
  return (row) => {
    const cells: Cells = included === undefined ? { ...row.cells } : {};
    if (included !== undefined) for (const { name } of fields) cells[name] = row.cells[name] ?? null;
    if (bare) for (const name of dates) cells[name] = withoutZoneIfDate(cells[name] ?? null);
    return { ...cells, userDefinedFields: udfs.map((name) => ({ name, value: row.udfs[name] ?? null })) };
  };
}

const withoutZoneIfDate = (value: Scalar): Scalar => (typeof value === 'string' ? withoutZone(value) : value);
