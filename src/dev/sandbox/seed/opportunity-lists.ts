/** The pretend tenant's lists for opportunities. Numbers of different lists never coincide, so that mix-ups show. */
import type { PickValue } from '../state/tenant';
import { pickValues } from '../state/tenant';

type Picklists = Record<string, PickValue[]>;

export const opportunityLists = (): Picklists => ({ ...pipelineLists(), ...reasonLists() });

const pipelineLists = (): Picklists => ({
  'Opportunities.status': pickValues(0, ['Not Ready To Buy', '*Active', 'Lost', 'Closed', 'Implemented'], true),
  'Opportunities.stage': pickValues(11, [
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
  'Opportunities.rating': pickValues(21, ['Hot', 'Warm', 'Cold']),
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
  'Opportunities.winReason': pickValues(31, [
    'Trust our reputation',
    'See the value',
    'Like our company',
    'Love the product',
    'Responsiveness of our team',
    '-Price (old)',
  ]),
  'Opportunities.leadSource': pickValues(41, [
    'Client referral',
    'Website',
    'Trade show',
    'Distributor',
    'Quarterly business review',
    'Outbound call',
    '-Yellow Pages',
  ]),
  'Opportunities.primaryCompetitor': pickValues(51, [
    'In-house IT',
    'Brightwater IT',
    'CloudHarbor',
    'Pinnacle Networks',
    'TechBridge Services',
    '-Compunet (closed)',
  ]),
  'Opportunities.lossReason': pickValues(61, [
    'Too expensive',
    'Not a good time',
    "Competitor's version offers more",
    'Decided to stay with in-house IT',
    'No decision',
    'Not remotely interested',
    '-Lost contact (old)',
  ]),
});
