/** Texts that people at the pretend MSP wrote: next steps, details of reasons, barriers, notes. */
import { stages } from './tenant';

export const nextSteps: Readonly<Record<number, readonly string[]>> = {
  [stages.qualifying]: [
    'Qualify budget and decision maker',
    'First call booked with the office manager',
    'Send the one-page overview',
    'Find out when their contract ends',
  ],
  [stages.discovery]: [
    'Discovery workshop with their controller',
    'Collect device inventory',
    'Site visit on Thursday',
    'Ask for the insurer questionnaire',
  ],
  [stages.design]: [
    'Aisha to review the network design',
    'Price two options, with and without failover',
    'Confirm number of mailboxes',
    'Check lead times with distributor',
  ],
  [stages.quoted]: [
    'Follow up on the quote',
    'Walk the CFO through option B',
    'Waiting for questions from their board',
    'Quote expires in two weeks: call',
  ],
  [stages.verbal]: [
    'Contract at their lawyer',
    'Waiting for the signed order form',
    'Purchase order promised for Monday',
    'Plan kick-off with the service desk',
  ],
  [stages.onHold]: ['Ask again after budget season', 'Revisit when the new director has started'],
  [stages.retired]: ['Confirm the verbal agreement in writing'],
};

export const winDetails = [
  'Recommended by their sister company.',
  'Our response time during the trial convinced them.',
  'Bundle with SOC was cheaper than two vendors.',
  'Signed for 36 months after the reference call.',
  'Happy with the last project.',
];

export const lossDetails = [
  'CloudHarbor was about 15 % cheaper on the monthly part.',
  'Board moved the budget to next year.',
  'Hired a second person in-house instead.',
  'No answer after the third follow-up.',
  'Wanted on-site staff every day, which we do not offer.',
];

export const barriers = [
  'Contract with present provider until year end',
  'Needs board approval',
  'No budget before the new fiscal year',
];

export const noteTexts: readonly (readonly [title: string, text: string])[] = [
  [
    'Discovery call',
    'Spoke with {contact}. Biggest worry is downtime; last outage cost them a day. Wants a fixed monthly price.',
  ],
  ['Quote sent', 'Sent the quote with two options. {contact} will take it to the leadership meeting.'],
  ['Follow-up', 'Left a voicemail for {contact}, will try again on Thursday.'],
  ['Site visit', 'Walked the server room with {contact}. Cabling is worse than expected, add two days of labour.'],
  [
    'Pricing question',
    '{contact} asked for the price without onboarding. Explained what it covers; they are fine with it.',
  ],
  [
    'Insurance',
    'Their insurer wants MFA, EDR and tested backups before renewal. {contact} forwards the questionnaire.',
  ],
  ['Reference call', '{contact} spoke to one of our customers in the same trade and liked what they heard.'],
  ['Contract review', 'Their lawyer wants a cap on liability. Grace agreed to twelve months of fees.'],
];
