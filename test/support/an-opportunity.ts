/** Builds opportunities, picklists and readers for tests: believable by default, any field replaceable. */
import { opportunityFields, type OpportunityFields } from '../../src/opportunity/fields';
import type { Picklists } from '../../src/opportunity/client';
import type { Opportunity, Picked } from '../../src/opportunity/opportunity';
import { createFormat } from '../../src/views/format';

const empty = Object.fromEntries(Object.keys(opportunityFields).map((name) => [name, null]));

export const fieldsOf = (fields: Partial<OpportunityFields> = {}): OpportunityFields =>
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

const picked = (value: number, label: string, active = true): Picked => ({ value, label, active });
const lists: Readonly<Record<string, readonly Picked[]>> = {
  stage: [
    picked(11, '1 Discovery'),
    picked(12, '2 Qualified'),
    picked(13, '3 Scoping'),
    picked(14, '4 Quote sent'),
    picked(16, '6 Closed Won'),
    picked(18, '8 Lost'),
    picked(19, 'DO NOT USE Verbal', false),
  ],
  status: [
    picked(0, 'Not Ready To Buy'),
    picked(1, 'Active'),
    picked(2, 'Lost'),
    picked(3, 'Closed'),
    picked(4, 'Implemented'),
  ],
  winReason: [picked(1, 'Trust our reputation')],
  lossReason: [picked(1, 'Too expensive')],
};

export const picklists: Picklists = {
  all: (field) => lists[field] ?? [],
  offered: (field) => (lists[field] ?? []).filter(({ active }) => active),
  statuses: { open: [0, 1], active: 1, closed: 3, lost: 2 },
  wonStage: picked(16, '6 Closed Won'),
  lostStage: picked(18, '8 Lost'),
  maxLength: (field) => opportunityFields[field].length,
  isRequired: () => false,
};

export function anOpportunity(fields: Partial<OpportunityFields> = {}, more: Partial<Opportunity> = {}): Opportunity {
  const stored = fieldsOf(fields);
  const label = (list: string, value: number | null) => {
    const found = picklists.all(list as 'stage').find((one) => one.value === value);
    return found === undefined ? {} : { [list]: found };
  };
  return {
    id: stored.id,
    fields: stored,
    names: { company: 'Harbor Dental Group', contact: 'Ines Moreau', owner: 'Sam Okafor' },
    picked: {
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
