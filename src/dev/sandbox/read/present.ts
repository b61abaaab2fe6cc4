/** A record as it leaves the sandbox: all fields in the order of the page, or only those asked for. */
import type { AnyEntity } from '../schema';
import type { Cells, Row, Scalar } from '../state/row';
import type { World } from '../world';
import { udfsOf } from './udfs';

export type Presented = Record<string, Scalar | { name: string; value: string | null }[]>;
export type Present = (row: Row) => Presented;

/** `only` names fields and user-defined fields; without it everything is shown. Prepared once for many records. */
export function presenter(world: World, entity: AnyEntity, only?: readonly string[]): Present {
  const wanted = only === undefined ? undefined : new Set(only.map((name) => name.toLowerCase()));
  const fields = entity.fields.filter((field) => wanted === undefined || wanted.has(field.name.toLowerCase()));
  const dates = fields.filter((field) => field.type === 'datetime').map((field) => field.name);
  const udfs = entity.hasUdfs
    ? udfsOf(world, entity.name)
        .map((udf) => udf.name)
        .filter((name) => wanted === undefined || wanted.has('userdefinedfields') || wanted.has(name.toLowerCase()))
    : [];
  const bare = world.switches.dates === 'bare';
  return (row) => {
    const shown: Cells = wanted === undefined ? { ...row.cells } : {};
    if (wanted !== undefined) for (const { name } of fields) shown[name] = row.cells[name] ?? null;
    if (bare) for (const name of dates) shown[name] = withoutZone(shown[name] ?? null);
    return { ...shown, userDefinedFields: udfs.map((name) => ({ name, value: row.udfs[name] ?? null })) };
  };
}

const withoutZone = (value: Scalar): Scalar =>
  typeof value === 'string' ? value.replace(/(\.000)?Z$/, '').replace(/Z$/, '') : value;
