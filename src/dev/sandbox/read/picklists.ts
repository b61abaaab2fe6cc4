/** The entries of a picklist field; some are records of other entities. */
import type { AnyEntity, EntityName } from '../schema';
import type { Field } from '../schema/entity';
import { numberIn, textIn } from '../state/row';
import type { Row } from '../state/row';
import type { PickValue } from '../state/tenant';
import { fieldKey } from '../state/tenant';
import type { World } from '../world';

export function picklistOf(world: World, entity: AnyEntity, field: Field): readonly PickValue[] {
  const key = fieldKey(entity.name, field.name);
  if (key === 'Opportunities.opportunityCategoryID') return fromRows(world, 'OpportunityCategories', 'isGlobalDefault');
  if (key === 'CompanyNotes.actionType') return fromRows(world, 'ActionTypes', undefined);
  const values = world.state.tenant.picklists[key] ?? [];
  return key === 'Opportunities.revenueSpreadUnit' ? [...values, allAtOnce(world)] : values;
}

const allAtOnce = (world: World): PickValue => ({
  value: world.switches.allAtOnce,
  label: 'All at once',
  isDefaultValue: true,
  sortOrder: 9,
  parentValue: '',
  isActive: true,
  isSystem: true,
});

function fromRows(world: World, name: EntityName, isDefault: string | undefined): PickValue[] {
  return [...world.state.tables[name].values()].map((row: Row, index) => ({
    value: String(numberIn(row.cells, 'id')),
    label: textIn(row.cells, 'name') ?? '',
    isDefaultValue: isDefault !== undefined && row.cells[isDefault] === true,
    sortOrder: index + 1,
    parentValue: '',
    isActive: row.cells['isActive'] === true,
    isSystem: row.cells['isSystemActionType'] === true,
  }));
}
