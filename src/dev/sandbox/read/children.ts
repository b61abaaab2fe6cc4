/** Handlers for one record under its parent, such as a note of a company. */
import type { SandboxResponse } from '../responses';
import { okResponse } from '../responses';
import type { EntityRequest } from '../world';
import { getRecord } from './handlers';
import { createRecordSerializer } from './serialize';

/** `field` refers to the parent, whose id is the first number of the path. A record of another parent is not found. */
export const getChild =
  (field: string) =>
  (request: EntityRequest): SandboxResponse => {
    const [parent, id] = request.ids;
    const row = request.world.state.tables[request.entity.name].get(id ?? Number.NaN);
    return getRecord(row?.cells[field] === parent ? request : { ...request, ids: [] });
  };

/** Only here, under its opportunity, does an attachment come with its content. */
export function getAttachment(request: EntityRequest): SandboxResponse {
  const [opportunity, id] = request.ids;
  const row = request.world.state.tables.OpportunityAttachments.get(id ?? Number.NaN);
  if (row === undefined || row.cells['opportunityID'] !== opportunity) return getRecord({ ...request, ids: [] });
  return okResponse({
    item: { ...createRecordSerializer(request.world, request.entity)(row), data: row.hidden['data'] ?? null },
  });
}
