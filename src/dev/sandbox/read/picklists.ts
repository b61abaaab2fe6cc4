/** The entries of a picklist field, from the tenant's settings or from the records of another entity. */
import type { AnyEntity, EntityName } from '../schema';
import type { Field } from '../schema/entity';
import { numberIn, textIn } from '../state/tables';
import type { SandboxRow } from '../state/tables';
import type { SandboxPicklistEntry } from '../state/tenant';
import { fieldKey } from '../state/tenant';
import type { SandboxWorld } from '../world';

export function picklistOf(world: SandboxWorld, entity: AnyEntity, field: Field): readonly SandboxPicklistEntry[] {
  const key = fieldKey(entity.name, field.name);
  if (key === 'Opportunities.opportunityCategoryID') return fromRows(world, 'OpportunityCategories', 'isGlobalDefault');
  if (key === 'CompanyNotes.actionType') return fromRows(world, 'ActionTypes', undefined);
  const values = world.state.tenant.picklists[key] ?? [];
  return key === 'Opportunities.revenueSpreadUnit' ? [...values, allAtOnce(world)] : values;
}

const allAtOnce = (world: SandboxWorld): SandboxPicklistEntry => ({
  value: world.switches.allAtOnce,
  label: 'All at once',
  isDefaultValue: true,
  sortOrder: 9,
  parentValue: '',
  isActive: true,
  isSystem: true,
});

function fromRows(world: SandboxWorld, name: EntityName, isDefault: string | undefined): SandboxPicklistEntry[] {
  return [...world.state.tables[name].values()].map((row: SandboxRow, index) => ({
    value: String(numberIn(row.cells, 'id')),
    label: textIn(row.cells, 'name') ?? '',
    isDefaultValue: isDefault !== undefined && row.cells[isDefault] === true,
    sortOrder: index + 1,
    parentValue: '',
    isActive: row.cells['isActive'] === true,
    isSystem: row.cells['isSystemActionType'] === true,
  }));
}
