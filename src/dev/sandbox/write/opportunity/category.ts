/** Opportunity category: the default one where the request has none, and the values that a category gives a new opportunity. */
import { numberIn } from '../../state/tables';
import { isChanged, isInput, nextValue, inputValue } from '../write';
import type { Write } from '../write';

/** Entity page, opportunityCategoryID: without a category the system default is used, also when it is cleared (R3). */
export function defaultCategory(write: Write): void {
  const applies = write.verb === 'create' || isInput(write, 'opportunityCategoryID');
  if (!applies || nextValue(write, 'opportunityCategoryID') !== null) return;
  for (const { id, cells } of write.world.state.tables.OpportunityCategories.values()) {
    if (cells['isGlobalDefault'] === true) write.next.cells['opportunityCategoryID'] = id;
  }
}

/** Entity page: on create the category's defaults apply where the request has no value (R3). */
export function applyCategoryDefaults(write: Write): void {
  const { switches, state } = write.world;
  const applies =
    write.verb === 'create' || (switches.categoryDefaultsOnChange && isChanged(write, 'opportunityCategoryID'));
  const settings = state.tenant.categories[numberIn(write.next.cells, 'opportunityCategoryID') ?? 0];
  if (!applies || settings === undefined) return;
  for (const [field, value] of Object.entries(settings.defaults)) {
    if (!isValueSpecified(write, field)) write.next.cells[field] = value;
  }
}

const isValueSpecified = (write: Write, field: string): boolean =>
  isInput(write, field) && (inputValue(write, field) !== null || write.world.switches.nullBeatsCategoryDefault);
