/** One record below its parent: it must belong there. */
import type { SandboxResponse } from '../answer';
import { okResponse } from '../answer';
import type { EntityRequest } from '../world';
import { getRecord } from './handlers';
import { createRecordSerializer } from './present';

/** `field` ties the record to its parent, the first number of the path. */
export const getChild =
  (field: string) =>
  (request: EntityRequest): SandboxResponse => {
    const [parent, id] = request.ids;
    const row = request.world.state.tables[request.entity.name].get(id ?? Number.NaN);
    return getRecord(row?.cells[field] === parent ? request : { ...request, ids: [] });
  };

/** Only here, below its opportunity, does an attachment come with its content. */
export function getAttachment(request: EntityRequest): SandboxResponse {
  const [opportunity, id] = request.ids;
  const row = request.world.state.tables.OpportunityAttachments.get(id ?? Number.NaN);
  if (row === undefined || row.cells['opportunityID'] !== opportunity) return getRecord({ ...request, ids: [] });
  return okResponse({
    item: { ...createRecordSerializer(request.world, request.entity)(row), data: row.hidden['data'] ?? null },
  });
}
