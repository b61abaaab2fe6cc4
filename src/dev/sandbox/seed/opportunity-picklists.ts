/** The picklists of opportunities. No value occurs in two of them, so that a mix-up in the client shows. */
import type { SandboxPicklistEntry } from '../state/tenant';
import { picklistEntries } from '../state/tenant';

type Picklists = Record<string, SandboxPicklistEntry[]>;

export const opportunityLists = (): Picklists => ({ ...pipelineLists(), ...reasonLists() });

const pipelineLists = (): Picklists => ({
  'Opportunities.status': picklistEntries(0, ['Not Ready To Buy', '*Active', 'Lost', 'Closed', 'Implemented'], true),
  'Opportunities.stage': picklistEntries(11, [
    '*Qualifying',
    'Discovery',
    'Solution Design',
    'Quote Sent',
    'Verbal',
    'Closed Won',
    'On Hold',
    'Lost',
    '-DO NOT USE - Verbal (old)',
  ]),
  'Opportunities.rating': picklistEntries(21, ['Hot', 'Warm', 'Cold']),
  'Opportunities.revenueSpreadUnit': ['Days', 'Months', 'Years'].map((word, index) => ({
    value: word,
    label: word,
    isDefaultValue: false,
    sortOrder: index + 1,
    parentValue: '',
    isActive: true,
    isSystem: true,
  })),
});

const reasonLists = (): Picklists => ({
  'Opportunities.winReason': picklistEntries(31, [
    'Trust our reputation',
    'See the value',
    'Like our company',
    'Love the product',
    'Responsiveness of our team',
    '-Price (old)',
  ]),
  'Opportunities.leadSource': picklistEntries(41, [
    'Client referral',
    'Website',
    'Trade show',
    'Distributor',
    'Quarterly business review',
    'Outbound call',
    '-Yellow Pages',
  ]),
  'Opportunities.primaryCompetitor': picklistEntries(51, [
    'In-house IT',
    'Brightwater IT',
    'CloudHarbor',
    'Pinnacle Networks',
    'TechBridge Services',
    '-Compunet (closed)',
  ]),
  'Opportunities.lossReason': picklistEntries(61, [
    'Too expensive',
    'Not a good time',
    "Competitor's version offers more",
    'Decided to stay with in-house IT',
    'No decision',
    'Not remotely interested',
    '-Lost contact (old)',
  ]),
});
