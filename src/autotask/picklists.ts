/** The tenant's lists as features see them, and the stages that the administrator named. */
import { Refused } from '../core/errors';
import type { Picklists } from '../opportunity/client';
import type { Picked, PickedField } from '../opportunity/opportunity';
import { isRequired, maxLength, type Tenant, type TenantField } from '../opportunity/tenant';
import type { FieldTable } from './metadata';

interface Settings {
  readonly stageWon?: string | undefined;
  readonly stageLost?: string | undefined;
}

export function picklistsOf(tenant: Tenant, noteFields: FieldTable, settings: Settings): Picklists {
  const listOf = (field: PickedField | 'actionType'): readonly Picked[] =>
    pickedOf(field === 'actionType' ? noteFields.get(field) : tenant.fields.get(field));
  return {
    all: listOf,
    offered: (field) => listOf(field).filter(({ active }) => active),
    statuses: tenant.statuses,
    get wonStage() {
      return stageNamed(settings.stageWon, 'STAGE_WON', listOf('stage'));
    },
    get lostStage() {
      return stageNamed(settings.stageLost, 'STAGE_LOST', listOf('stage'));
    },
    maxLength: (field) => maxLength(tenant, field),
    isRequired: (field) => isRequired(tenant, field),
  };
}

/** Worked out once for each field as it was read: thousands of records are looked up in the same lists. */
const worked = new WeakMap<TenantField, readonly Picked[]>();

/** Values are text in the metadata and numbers in records. */
export function pickedOf(field: TenantField | undefined): readonly Picked[] {
  if (field === undefined) return [];
  const known = worked.get(field);
  if (known !== undefined) return known;
  const picked = (field.values ?? []).flatMap(({ value, label, active }) => {
    const number = Number(value);
    return value.trim() !== '' && Number.isInteger(number) ? [{ value: number, label, active }] : [];
  });
  worked.set(field, picked);
  return picked;
}

/** By id, else by the whole label; a part of a label could be the wrong stage. Throws `Refused` for the administrator. */
function stageNamed(named: string | undefined, setting: string, stages: readonly Picked[]): Picked | undefined {
  const wanted = named?.trim() ?? '';
  if (wanted === '') return undefined;
  const active = stages.filter((stage) => stage.active);
  const [stage, ...others] = meant(wanted, active);
  if (stage !== undefined && others.length === 0) return stage;
  const retired = meant(wanted, stages).length > 0 ? 'retired that stage' : 'no such stage';
  throw new Refused(
    `The setting ${setting} says “${wanted}”, but Autotask has ${stage === undefined ? retired : 'several stages of that name'}.`,
    {},
    { next: `Ask your administrator to set it to one of: ${active.map(({ label }) => `“${label}”`).join(', ')}.` },
  );
}

function meant(wanted: string, stages: readonly Picked[]): readonly Picked[] {
  const byId = stages.filter(({ value }) => String(value) === wanted);
  return byId.length > 0 ? byId : stages.filter(({ label }) => label.trim().toLowerCase() === wanted.toLowerCase());
}
