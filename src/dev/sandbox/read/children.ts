/** One record below its parent: it must belong there. */
import type { Answer } from '../answer';
import { ok } from '../answer';
import type { Call } from '../world';
import { get } from './handlers';
import { presenter } from './present';

/** `field` ties the record to its parent, the first number of the path. */
export const child =
  (field: string) =>
  (call: Call): Answer => {
    const [parent, id] = call.ids;
    const row = call.world.state.tables[call.entity.name].get(id ?? Number.NaN);
    return get(row?.cells[field] === parent ? call : { ...call, ids: [] });
  };

/** Only here, below its opportunity, does an attachment come with its content. */
export function attachment(call: Call): Answer {
  const [opportunity, id] = call.ids;
  const row = call.world.state.tables.OpportunityAttachments.get(id ?? Number.NaN);
  if (row === undefined || row.cells['opportunityID'] !== opportunity) return get({ ...call, ids: [] });
  return ok({ item: { ...presenter(call.world, call.entity)(row), data: row.hidden['data'] ?? null } });
}
