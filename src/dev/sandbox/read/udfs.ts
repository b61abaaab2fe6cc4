/** The user-defined fields of an entity, from the records that define them. */
import type { EntityName } from '../schema';
import type { Cells } from '../state/tables';
import { numberIn, textIn } from '../state/tables';
import type { TenantSettings } from '../state/tenant';
import type { SandboxWorld } from '../world';

export interface UdfDefinition {
  readonly name: string;
  readonly description: string;
  readonly type: 'text' | 'number' | 'date' | 'list';
  readonly required: boolean;
  readonly fallback: string | null;
  readonly options: readonly string[];
}

/** The entity of a definition by its `udfType`. The numbers are the sandbox's own: Autotask's are not documented. */
export const udfOwners: Readonly<Record<number, EntityName>> = { 1: 'Companies', 2: 'Contacts', 8: 'Opportunities' };
const types: Readonly<Record<number, UdfDefinition['type']>> = { 1: 'text', 2: 'number', 3: 'date', 4: 'list' };

export function udfsOf({ state }: SandboxWorld, name: EntityName): UdfDefinition[] {
  return [...state.tables.UserDefinedFieldDefinitions.values()]
    .map(({ cells }) => cells)
    .filter((cells) => udfOwners[numberIn(cells, 'udfType') ?? 0] === name && cells['isActive'] !== false)
    .map((cells) => parseDefinition(cells, state.tenant));
}

function parseDefinition(cells: Readonly<Cells>, tenant: TenantSettings): UdfDefinition {
  const name = textIn(cells, 'name') ?? '';
  return {
    name,
    description: textIn(cells, 'description') ?? '',
    type: types[numberIn(cells, 'dataType') ?? 1] ?? 'text',
    required: cells['isRequired'] === true,
    fallback: textIn(cells, 'defaultValue') ?? null,
    options: tenant.udfLists[name] ?? [],
  };
}
