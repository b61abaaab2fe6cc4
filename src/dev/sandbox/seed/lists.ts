/** The pretend tenant's lists for everything but opportunities. */
import type { PickValue } from '../state/tenant';
import { pickValues } from '../state/tenant';

type Picklists = Record<string, PickValue[]>;

export const otherLists = (): Picklists => ({ ...organizationLists(), ...sellingLists() });

const organizationLists = (): Picklists => ({
  'Companies.companyType': pickValues(
    1,
    ['Customer', 'Lead', 'Prospect', 'Dead', '-unused', 'Cancellation', 'Vendor', 'Partner'],
    true,
  ),
  'Companies.classification': pickValues(201, ['Platinum', 'Gold', 'Silver']),
  'Companies.companyCategoryID': pickValues(1, ['*Standard', 'Managed services', 'Projects only']),
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
});

const sellingLists = (): Picklists => ({
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

const wordList = (words: readonly string[]): PickValue[] =>
  pickValues(1, words, true).map((entry) => ({ ...entry, value: entry.label }));
