/** Prepares a write from a request: finds the stored record and merges the input into it. */
import { AutotaskRefusal } from '../responses';
import type { LooseObject } from '../read/loose-json';
import { udfsOf } from '../read/udfs';
import type { Cells, SandboxRow, Udfs } from '../state/tables';
import { blankCells } from '../state/tables';
import type { EntityRequest } from '../world';
import { parseCells, parseUdfs, isWritable, writableCells } from './body';
import type { Write, WriteVerb } from './write';
import { writeFailure } from './write';

/** `parentFields` come from the path, such as the company of a note; they override the body. */
export function prepareWrite(
  request: EntityRequest,
  verb: WriteVerb,
  body: LooseObject,
  parentFields: Cells = {},
): Write {
  const { world, entity, actor } = request;
  const cells = { ...parseCells(entity, body), ...parentFields };
  const stored = verb === 'create' ? undefined : findStored(request, verb, cells, parentFields);
  const input = { ...(verb === 'put' ? clearedFields(request) : {}), ...writableCells(world, entity, verb, cells) };
  const inputUdfs = { ...(verb === 'put' ? clearedUdfs(request) : {}), ...parseUdfs(body) };
  return {
    world,
    entity,
    verb,
    actor,
    at: world.clock().toISOString(),
    stored,
    input,
    inputUdfs,
    body,
    next: {
      cells: { ...(stored?.cells ?? blankCells(entity)), ...input },
      udfs: { ...(stored?.udfs ?? udfDefaults(request)), ...inputUdfs },
      hidden: remainingHidden(request, stored, input),
    },
  };
}

function findStored({ world, entity }: EntityRequest, verb: WriteVerb, cells: Cells, parentFields: Cells): SandboxRow {
  const id = cells['id'];
  if (typeof id !== 'number') throw writeFailure(verb, ['Value does not exist for the required field id']);
  const row = world.state.tables[entity.name].get(id);
  const belongsToParent = Object.entries(parentFields).every(([field, value]) => row?.cells[field] === value);
  if (row !== undefined && belongsToParent) return row;
  throw new AutotaskRefusal(
    'No matching records found. The logged in Resource may not have the required permissions to update the data.',
  );
}

/** A PUT clears what it leaves out; the organizational level cannot be cleared that way (R11). */
function clearedFields({ world, entity }: EntityRequest): Cells {
  const cells: Cells = {};
  for (const field of entity.fields) {
    if (isWritable(world, field, 'put') && field.name !== 'organizationalLevelAssociationID') cells[field.name] = null;
  }
  return cells;
}

const clearedUdfs = ({ world, entity }: EntityRequest): Udfs =>
  Object.fromEntries(udfsOf(world, entity.name).map((udf) => [udf.name, null]));

const udfDefaults = ({ world, entity }: EntityRequest): Udfs =>
  Object.fromEntries(udfsOf(world, entity.name).map((udf) => [udf.name, udf.fallback]));

/** New plain text replaces the formatted one: formatting and pictures are lost (R10). */
function remainingHidden(
  { entity }: EntityRequest,
  stored: SandboxRow | undefined,
  input: Cells,
): Record<string, string> {
  const lost = entity.fields.filter((field) => field.rich && field.name in input).map((field) => field.name);
  return Object.fromEntries(Object.entries(stored?.hidden ?? {}).filter(([name]) => !lost.includes(name)));
}
