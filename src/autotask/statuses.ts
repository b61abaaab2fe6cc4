/** What the system picklist `status` means in this tenant: by label, else by the numbers that Autotask ships with. */
import type { Statuses, TenantField } from '../opportunity/tenant';
import { brokenContract } from './failures';

/** Autotask's own labels and numbers. */
const shipped = {
  notReady: { label: 'not ready to buy', value: 0 },
  active: { label: 'active', value: 1 },
  lost: { label: 'lost', value: 2 },
  closed: { label: 'closed', value: 3 },
} as const;

export function statusesOf(field: TenantField | undefined): Statuses {
  const values = field?.values ?? [];
  const find = (meaning: keyof typeof shipped): number | undefined => {
    const { label, value } = shipped[meaning];
    const named = values.filter((entry) => entry.label.trim().toLowerCase() === label);
    const entry = named.length === 1 ? named[0] : values.find((one) => one.value === String(value));
    return entry === undefined ? undefined : Number(entry.value);
  };
  const [active, closed, lost] = [find('active'), find('closed'), find('lost')];
  if (active === undefined || closed === undefined || lost === undefined) {
    throw brokenContract('the picklist of status lacks Active, Closed or Lost');
  }
  const notReady = find('notReady');
  return { open: notReady === undefined ? [active] : [notReady, active], active, closed, lost };
}
