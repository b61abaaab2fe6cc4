/** The picklists of the pretend tenant for every entity but opportunities. */
import type { SandboxPicklistEntry } from '../state/tenant';
import { picklistEntries } from '../state/tenant';

type Picklists = Record<string, SandboxPicklistEntry[]>;

export const otherLists = (): Picklists => ({ ...organizationLists(), ...sellingLists() });

const organizationLists = (): Picklists => ({
  'Companies.companyType': picklistEntries(
    1,
    ['Customer', 'Lead', 'Prospect', 'Dead', '-unused', 'Cancellation', 'Vendor', 'Partner'],
    true,
  ),
  'Companies.classification': picklistEntries(201, ['Platinum', 'Gold', 'Silver']),
  'Companies.companyCategoryID': picklistEntries(1, ['*Standard', 'Managed services', 'Projects only']),
  'Companies.competitorID': picklistEntries(51, ['In-house IT', 'Brightwater IT', 'CloudHarbor', 'Pinnacle Networks']),
  'Companies.marketSegmentID': picklistEntries(221, [
    'Healthcare',
    'Legal',
    'Manufacturing',
    'Finance',
    'Non-profit',
    'Services',
  ]),
  'Companies.territoryID': picklistEntries(231, ['Metro', 'Coast', 'Valley']),
  'ActionTypes.view': picklistEntries(0, ['None', 'Calendar', 'To Do', 'Both'], true),
  'Resources.licenseType': picklistEntries(
    1,
    ['Professional', 'Team Member', 'Time & Attendance', 'Contractor', '-unused', '-unused', 'API'],
    true,
  ),
  'Resources.userType': [
    ...picklistEntries(1, ['System Administrator', 'Manager', 'Sales', 'Service Desk (no CRM)']),
    ...picklistEntries(17, ['API User (API-only)'], true),
  ],
  'Resources.resourceType': wordList(['Employee', 'Contractor']),
  'Resources.emailTypeCode': wordList(['PRIMARY', 'MOBILE', 'OTHER']),
});

const sellingLists = (): Picklists => ({
  'Products.billingType': picklistEntries(1, ['One-Time', 'Recurring'], true),
  'Products.periodType': picklistEntries(1, ['One-Time', 'Monthly', 'Quarterly', 'Semi-Annual', 'Yearly'], true),
  'Products.productCategory': picklistEntries(301, ['Managed services', 'Hardware', 'Licences', 'Projects']),
  'Quotes.approvalStatus': picklistEntries(1, ['Not submitted', 'Submitted', 'Approved', 'Rejected'], true),
  'Quotes.extApprovalContactResponse': picklistEntries(1, ['Accepted', 'Declined'], true),
  'Quotes.groupByID': picklistEntries(1, ['None', 'Product category', 'Period'], true),
  'Quotes.paymentTerm': picklistEntries(1, ['Due on receipt', 'Net 15', 'Net 30']),
  'Quotes.paymentType': picklistEntries(1, ['Bank transfer', 'Card', 'Cheque']),
  'QuoteItems.quoteItemType': picklistEntries(
    1,
    ['Product', 'Cost', 'Labor', 'Expense', '-unused', 'Shipping', 'Discount', 'Service'],
    true,
  ),
  'QuoteItems.periodType': picklistEntries(1, ['One-Time', 'Monthly', 'Quarterly', 'Semi-Annual', 'Yearly'], true),
  'SalesOrders.status': picklistEntries(
    1,
    ['Open', 'In Progress', 'Partially Fulfilled', 'Fulfilled', 'Canceled'],
    true,
  ),
  'OpportunityAttachments.attachmentType': wordList(['FILE_ATTACHMENT', 'FILE_LINK', 'FOLDER_LINK', 'URL']),
  'OpportunityAttachments.publish': picklistEntries(1, ['All Autotask Users', 'Internal Users Only'], true),
  'OpportunityAttachments.creatorType': picklistEntries(1, ['Resource', 'Contact'], true),
  'UserDefinedFieldDefinitions.dataType': picklistEntries(1, ['Text', 'Number', 'Date', 'List'], true),
  'UserDefinedFieldDefinitions.displayFormat': picklistEntries(1, ['Single line', 'Multiple lines'], true),
  'UserDefinedFieldDefinitions.udfType': picklistEntries(
    1,
    ['Organization', 'Contact', '-unused', '-unused', '-unused', '-unused', '-unused', 'Opportunity'],
    true,
  ),
});

const wordList = (words: readonly string[]): SandboxPicklistEntry[] =>
  picklistEntries(1, words, true).map((entry) => ({ ...entry, value: entry.label }));
