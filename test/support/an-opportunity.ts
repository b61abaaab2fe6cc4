/** Builds opportunities, picklists and readers for tests: believable by default, any field replaceable. */
import { opportunityFields, type OpportunityFields } from '../../src/opportunity/fields';
import type { Picklists } from '../../src/opportunity/client';
import type { Opportunity, PicklistValue } from '../../src/opportunity/opportunity';
import { createFormat } from '../../src/views/format';

const empty = Object.fromEntries(Object.keys(opportunityFields).map((name) => [name, null]));

export const someFields = (fields: Partial<OpportunityFields> = {}): OpportunityFields =>
  ({
    ...empty,
    id: 29681234,
    title: 'Managed backup for 40 users',
    companyID: 175,
    ownerResourceID: 29682885,
    stage: 13,
    status: 1,
    probability: 50,
    amount: 33400,
    cost: 12000,
    onetimeRevenue: 18400,
    monthlyRevenue: 1250,
    startDate: '2026-08-03T09:15:00Z',
    projectedCloseDate: '2026-09-25T00:00:00',
    lastActivity: '2026-09-20T14:00:00Z',
    nextStep: 'Send the revised quote',
    useQuoteTotals: false,
    ...fields,
  }) as OpportunityFields;

const picklistValue = (value: number, label: string, active = true): PicklistValue => ({ value, label, active });
const valuesByField: Readonly<Record<string, readonly PicklistValue[]>> = {
  stage: [
    picklistValue(11, '1 Discovery'),
    picklistValue(12, '2 Qualified'),
    picklistValue(13, '3 Scoping'),
    picklistValue(14, '4 Quote sent'),
    picklistValue(16, '6 Closed Won'),
    picklistValue(18, '8 Lost'),
    picklistValue(19, 'DO NOT USE Verbal', false),
  ],
  status: [
    picklistValue(0, 'Not Ready To Buy'),
    picklistValue(1, 'Active'),
    picklistValue(2, 'Lost'),
    picklistValue(3, 'Closed'),
    picklistValue(4, 'Implemented'),
  ],
  winReason: [picklistValue(1, 'Trust our reputation')],
  lossReason: [picklistValue(1, 'Too expensive')],
};

export const picklists: Picklists = {
  all: (field) => valuesByField[field] ?? [],
  selectable: (field) => (valuesByField[field] ?? []).filter(({ active }) => active),
  statuses: { open: [0, 1], active: 1, closed: 3, lost: 2 },
  wonStage: picklistValue(16, '6 Closed Won'),
  lostStage: picklistValue(18, '8 Lost'),
  maxLength: (field) => opportunityFields[field].length,
  isRequired: () => false,
};

export function anOpportunity(fields: Partial<OpportunityFields> = {}, more: Partial<Opportunity> = {}): Opportunity {
  const stored = someFields(fields);
  const label = (list: string, value: number | null) => {
    const found = picklists.all(list as 'stage').find((one) => one.value === value);
    return found === undefined ? {} : { [list]: found };
  };
  return {
    id: stored.id,
    fields: stored,
    names: { company: 'Harbor Dental Group', contact: 'Ines Moreau', owner: 'Sam Okafor' },
    picklistValues: {
      ...label('stage', stored.stage),
      ...label('status', stored.status),
      ...label('winReason', stored.winReason),
      ...label('lossReason', stored.lossReason),
    },
    udfs: [],
    url: `https://ww14.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${String(stored.id)}`,
    ...more,
  };
}

export const readAt = new Date('2026-09-22T06:00:00Z');
export const format = createFormat({ now: readAt, timezone: 'Europe/Berlin', locale: 'en-US', currency: 'USD' });
