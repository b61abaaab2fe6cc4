/** Turns a body into a write: finds the stored record, lays what was sent over it. */
import { Refusal } from '../answer';
import type { Loose } from '../read/loose';
import { udfsOf } from '../read/udfs';
import type { Cells, Row, Udfs } from '../state/row';
import { blankCells } from '../state/tables';
import type { Call } from '../world';
import { readCells, readUdfs, settable, writable } from './body';
import type { Write, WriteVerb } from './write';
import { broken } from './write';

/** `given` is what the path says, such as the company of a note; it wins over the body. */
export function begin(call: Call, verb: WriteVerb, body: Loose, given: Cells = {}): Write {
  const { world, entity, actor } = call;
  const cells = { ...readCells(entity, body), ...given };
  const stored = verb === 'create' ? undefined : find(call, verb, cells, given);
  const sent = { ...(verb === 'put' ? everythingWritable(call) : {}), ...writable(world, entity, verb, cells) };
  const sentUdfs = { ...(verb === 'put' ? everyUdf(call) : {}), ...readUdfs(body) };
  return {
    world,
    entity,
    verb,
    actor,
    at: world.clock().toISOString(),
    stored,
    sent,
    sentUdfs,
    body,
    next: {
      cells: { ...(stored?.cells ?? blankCells(entity)), ...sent },
      udfs: { ...(stored?.udfs ?? udfDefaults(call)), ...sentUdfs },
      hidden: keptHidden(call, stored, sent),
    },
  };
}

function find({ world, entity }: Call, verb: WriteVerb, cells: Cells, given: Cells): Row {
  const id = cells['id'];
  if (typeof id !== 'number') throw broken(verb, ['Value does not exist for the required field id']);
  const row = world.state.tables[entity.name].get(id);
  const below = Object.entries(given).every(([field, value]) => row?.cells[field] === value);
  if (row !== undefined && below) return row;
  throw new Refusal(
    'No matching records found. The logged in Resource may not have the required permissions to update the data.',
  );
}

/** A PUT clears what it leaves out; the organizational level cannot be cleared that way (R11). */
function everythingWritable({ world, entity }: Call): Cells {
  const cells: Cells = {};
  for (const field of entity.fields) {
    if (settable(world, field, 'put') && field.name !== 'organizationalLevelAssociationID') cells[field.name] = null;
  }
  return cells;
}

const everyUdf = ({ world, entity }: Call): Udfs =>
  Object.fromEntries(udfsOf(world, entity.name).map((udf) => [udf.name, null]));

const udfDefaults = ({ world, entity }: Call): Udfs =>
  Object.fromEntries(udfsOf(world, entity.name).map((udf) => [udf.name, udf.fallback]));

/** Plain text that is sent takes the place of the formatted one; formatting and pictures are lost (R10). */
function keptHidden({ entity }: Call, stored: Row | undefined, sent: Cells): Record<string, string> {
  const lost = entity.fields.filter((field) => field.rich && field.name in sent).map((field) => field.name);
  return Object.fromEntries(Object.entries(stored?.hidden ?? {}).filter(([name]) => !lost.includes(name)));
}
