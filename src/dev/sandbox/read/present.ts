/** A record as it leaves the sandbox: all fields in the order of the page, or only those asked for. */
import type { AnyEntity } from '../schema';
import type { Cells, SandboxRow, Scalar } from '../state/row';
import type { SandboxWorld } from '../world';
import { udfsOf } from './udfs';

export type RecordJson = Record<string, Scalar | { name: string; value: string | null }[]>;
export type SerializeRecord = (row: SandboxRow) => RecordJson;

/** `only` names fields and user-defined fields; without it everything is shown. Prepared once for many records. */
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
    if (bare) for (const name of dates) cells[name] = withoutZone(cells[name] ?? null);
    return { ...cells, userDefinedFields: udfs.map((name) => ({ name, value: row.udfs[name] ?? null })) };
  };
}

const withoutZone = (value: Scalar): Scalar =>
  typeof value === 'string' ? value.replace(/(\.000)?Z$/, '').replace(/Z$/, '') : value;
