/** Opportunity category: the default one when none is named, and the defaults that it lays under a new opportunity. */
import { numberIn } from '../../state/row';
import { isChanged, isSent, nextValue, sentValue } from '../write';
import type { Write } from '../write';

/** Entity page, opportunityCategoryID: without a category the system default is used, also when it is cleared (R3). */
export function nameCategory(write: Write): void {
  const concerned = write.verb === 'create' || isSent(write, 'opportunityCategoryID');
  if (!concerned || nextValue(write, 'opportunityCategoryID') !== null) return;
  for (const { id, cells } of write.world.state.tables.OpportunityCategories.values()) {
    if (cells['isGlobalDefault'] === true) write.next.cells['opportunityCategoryID'] = id;
  }
}

/** Entity page: on create the category's defaults apply; a value that was sent wins (R3). */
export function applyDefaults(write: Write): void {
  const { switches, state } = write.world;
  const applies =
    write.verb === 'create' || (switches.categoryDefaultsOnChange && isChanged(write, 'opportunityCategoryID'));
  const settings = state.tenant.categories[numberIn(write.next.cells, 'opportunityCategoryID') ?? 0];
  if (!applies || settings === undefined) return;
  for (const [field, value] of Object.entries(settings.defaults)) {
    if (!isSpecified(write, field)) write.next.cells[field] = value;
  }
}

const isSpecified = (write: Write, field: string): boolean =>
  isSent(write, field) && (sentValue(write, field) !== null || write.world.switches.nullBeatsCategoryDefault);
