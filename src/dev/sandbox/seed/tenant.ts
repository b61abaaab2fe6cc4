/** The pretend MSP's own lists and settings. Numbers of different lists never coincide, so that mix-ups show. */
import type { Tenant } from '../state/tenant';
import { pickValues } from '../state/tenant';

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

export function seedTenant(): Tenant {
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

const opportunityLists = (): Tenant['picklists'] => ({
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

const otherLists = (): Tenant['picklists'] => ({
  'Companies.companyType': pickValues(
    1,
    ['Customer', 'Lead', 'Prospect', 'Dead', '-unused', 'Cancellation', 'Vendor', 'Partner'],
    true,
  ),
  'Companies.classification': pickValues(201, ['Platinum', 'Gold', 'Silver']),
  'Companies.companyCategoryID': pickValues(1, ['*Standard']),
  'Companies.competitorID': pickValues(51, ['In-house IT', 'Brightwater IT', 'CloudHarbor', 'Pinnacle Networks']),
  'Companies.marketSegmentID': pickValues(221, [
    'Healthcare',
    'Legal',
    'Manufacturing',
    'Finance',
    'Non-profit',
    'Services',
  ]),
  'Companies.territoryID': pickValues(231, ['Metro', 'Coast', 'Valley']),
  'ActionTypes.view': pickValues(0, ['None', 'Calendar', 'To Do', 'Both'], true),
  'Resources.licenseType': pickValues(
    1,
    ['Professional', 'Team Member', 'Time & Attendance', 'Contractor', '-unused', '-unused', 'API'],
    true,
  ),
  'Resources.userType': [
    ...pickValues(1, ['System Administrator', 'Manager', 'Sales', 'Service Desk (no CRM)']),
    ...pickValues(17, ['API User (API-only)'], true),
  ],
  'Resources.resourceType': wordList(['Employee', 'Contractor']),
  'Resources.emailTypeCode': wordList(['PRIMARY', 'MOBILE', 'OTHER']),
  'Products.billingType': pickValues(1, ['One-Time', 'Recurring'], true),
  'Products.periodType': pickValues(1, ['One-Time', 'Monthly', 'Quarterly', 'Semi-Annual', 'Yearly'], true),
  'Products.productCategory': pickValues(301, ['Managed services', 'Hardware', 'Licences', 'Projects']),
  'Quotes.approvalStatus': pickValues(1, ['Not submitted', 'Submitted', 'Approved', 'Rejected'], true),
  'Quotes.extApprovalContactResponse': pickValues(1, ['Accepted', 'Declined'], true),
  'Quotes.groupByID': pickValues(1, ['None', 'Product category', 'Period'], true),
  'Quotes.paymentTerm': pickValues(1, ['Due on receipt', 'Net 15', 'Net 30']),
  'Quotes.paymentType': pickValues(1, ['Bank transfer', 'Card', 'Cheque']),
  'QuoteItems.quoteItemType': pickValues(
    1,
    ['Product', 'Cost', 'Labor', 'Expense', '-unused', 'Shipping', 'Discount', 'Service'],
    true,
  ),
  'QuoteItems.periodType': pickValues(1, ['One-Time', 'Monthly', 'Quarterly', 'Semi-Annual', 'Yearly'], true),
  'SalesOrders.status': pickValues(1, ['Open', 'In Progress', 'Partially Fulfilled', 'Fulfilled', 'Canceled'], true),
  'OpportunityAttachments.attachmentType': wordList(['FILE_ATTACHMENT', 'FILE_LINK', 'FOLDER_LINK', 'URL']),
  'OpportunityAttachments.publish': pickValues(1, ['All Autotask Users', 'Internal Users Only'], true),
  'OpportunityAttachments.creatorType': pickValues(1, ['Resource', 'Contact'], true),
  'UserDefinedFieldDefinitions.dataType': pickValues(1, ['Text', 'Number', 'Date', 'List'], true),
  'UserDefinedFieldDefinitions.displayFormat': pickValues(1, ['Single line', 'Multiple lines'], true),
  'UserDefinedFieldDefinitions.udfType': pickValues(
    1,
    ['Organization', 'Contact', '-unused', '-unused', '-unused', '-unused', '-unused', 'Opportunity'],
    true,
  ),
});

const wordList = (words: readonly string[]): Tenant['picklists'][string] =>
  pickValues(1, words, true).map((entry) => ({ ...entry, value: entry.label }));
