/** What the system picklist `status` means in this tenant: by label, else by the numbers that Autotask ships with. */
import type { Statuses, TenantField } from '../../opportunity/tenant';
import { unexpectedResponse } from '../http/errors';

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
