/** The tenant's lists as features see them, what its statuses mean, and the stages that the administrator named. */
import { Rejected } from '../../core/errors';
import type { Picklists } from '../../opportunity/client';
import type { PicklistValue, PicklistField } from '../../opportunity/opportunity';
import { isRequired, maxLength, type Statuses, type Tenant, type TenantField } from '../../opportunity/tenant';
import { unexpectedResponse } from '../http/errors';

interface StageSettings {
  readonly stageWon?: string | undefined;
  readonly stageLost?: string | undefined;
}

export function buildPicklists(tenant: Tenant, noteFields: Tenant['fields'], settings: StageSettings): Picklists {
  const listOf = (field: PicklistField | 'actionType'): readonly PicklistValue[] =>
    parsePicklist(field === 'actionType' ? noteFields.get(field) : tenant.fields.get(field));
  return {
    all: listOf,
    selectable: (field) => listOf(field).filter(({ active }) => active),
    statuses: tenant.statuses,
    get wonStage() {
      return findStage(settings.stageWon, 'STAGE_WON', listOf('stage'));
    },
    get lostStage() {
      return findStage(settings.stageLost, 'STAGE_LOST', listOf('stage'));
    },
    maxLength: (field) => maxLength(tenant, field),
    isRequired: (field) => isRequired(tenant, field),
  };
}

/** Worked out once for each field as it was read: thousands of records are looked up in the same lists. */
const valuesByField = new WeakMap<TenantField, readonly PicklistValue[]>();

/** Values are text in the metadata and numbers in records. */
export function parsePicklist(field: TenantField | undefined): readonly PicklistValue[] {
  if (field === undefined) return [];
  const cached = valuesByField.get(field);
  if (cached !== undefined) return cached;
  const entries = (field.values ?? []).flatMap(({ value, label, active }) => {
    const number = Number(value);
    return value.trim() !== '' && Number.isInteger(number) ? [{ value: number, label, active }] : [];
  });
  valuesByField.set(field, entries);
  return entries;
}

/** By id, else by the whole label; a part of a label could be the wrong stage. Throws `Rejected` for the administrator. */
function findStage(
  idOrLabel: string | undefined,
  setting: string,
  stages: readonly PicklistValue[],
): PicklistValue | undefined {
  const wantedStage = idOrLabel?.trim() ?? '';
  if (wantedStage === '') return undefined;
  const active = stages.filter((stage) => stage.active);
  const [stage, ...others] = matchingStages(wantedStage, active);
  if (stage !== undefined && others.length === 0) return stage;
  const retired = matchingStages(wantedStage, stages).length > 0 ? 'retired that stage' : 'no such stage';
  throw new Rejected(
    `The setting ${setting} says “${wantedStage}”, but Autotask has ${stage === undefined ? retired : 'several stages of that name'}.`,
    {},
    { hint: `Ask your administrator to set it to one of: ${active.map(({ label }) => `“${label}”`).join(', ')}.` },
  );
}

function matchingStages(idOrLabel: string, stages: readonly PicklistValue[]): readonly PicklistValue[] {
  const byId = stages.filter(({ value }) => String(value) === idOrLabel);
  return byId.length > 0 ? byId : stages.filter(({ label }) => label.trim().toLowerCase() === idOrLabel.toLowerCase());
}

/** What the system picklist `status` means in this tenant: by label, else by the numbers that Autotask ships with. */
/** Autotask's own labels and numbers. */
const defaultStatuses = {
  notReady: { label: 'not ready to buy', value: 0 },
  active: { label: 'active', value: 1 },
  lost: { label: 'lost', value: 2 },
  closed: { label: 'closed', value: 3 },
} as const;

export function resolveStatuses(field: TenantField | undefined): Statuses {
  const values = field?.values ?? [];
  const find = (meaning: keyof typeof defaultStatuses): number | undefined => {
    const { label, value } = defaultStatuses[meaning];
    const matches = values.filter((entry) => entry.label.trim().toLowerCase() === label);
    const entry = matches.length === 1 ? matches[0] : values.find((candidate) => candidate.value === String(value));
    return entry === undefined ? undefined : Number(entry.value);
  };
  const [active, closed, lost] = [find('active'), find('closed'), find('lost')];
  if (active === undefined || closed === undefined || lost === undefined) {
    throw unexpectedResponse('the picklist of status lacks Active, Closed or Lost');
  }
  const notReady = find('notReady');
  return { open: notReady === undefined ? [active] : [notReady, active], active, closed, lost };
}
