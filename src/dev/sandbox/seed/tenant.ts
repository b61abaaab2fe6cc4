/** The settings of the pretend MSP, and the ids of its stages, statuses and categories that seeded records use. */
import type { TenantSettings } from '../state/tenant';
import { otherLists } from './other-picklists';
import { opportunityLists } from './opportunity-picklists';

export const stages = {
  qualifying: 11,
  discovery: 12,
  design: 13,
  quoted: 14,
  verbal: 15,
  won: 16,
  onHold: 17,
  lost: 18,
  retired: 19,
} as const;

export const statuses = { notReady: 0, active: 1, lost: 2, closed: 3, implemented: 4 } as const;

export const categoryIds = { recurring: 1, project: 2, renewal: 3 } as const;

export function seedTenant(): TenantSettings {
  return {
    picklists: { ...opportunityLists(), ...otherLists() },
    categories: {
      [categoryIds.recurring]: {
        defaults: { rating: 22, totalAmountMonths: 12 },
        required: ['nextStep'],
        stages: [11, 12, 13, 14, 15, 16],
      },
      [categoryIds.project]: { defaults: { rating: 22 }, required: [], stages: [] },
      [categoryIds.renewal]: {
        defaults: { rating: 21, leadSource: 45, totalAmountMonths: 36 },
        required: ['contactID'],
        stages: [14, 15, 16, 18],
      },
    },
    overrides: {},
    securityLevels: {
      1: { standard: true, crm: true },
      2: { standard: true, crm: true },
      3: { standard: true, crm: true },
      4: { standard: true, crm: false },
      17: { standard: false, crm: true },
    },
    udfLists: { 'Deal Type': ['New Business', 'Expansion', 'Renewal'] },
  };
}
