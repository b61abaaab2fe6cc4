/** The entity pages of products, quotes, quote items and sales orders. */
import { defineEntity } from './entity';

export const products = defineEntity({
  name: 'Products',
  singular: 'Product',
  udfs: true,
  fields: `
    billingType integer picklist
    createdByResourceID integer read-only ->Resource
    createdTime datetime read-only
    description string(2000)
    externalProductID string(50)
    id long required read-only
    internalProductID string(50)
    isActive boolean required
    isSerialized boolean required
    manufacturerName string(100)
    msrp decimal
    name string(100) required
    periodType integer picklist
    productCategory integer picklist
    sku string(50)
    unitCost decimal
    unitPrice decimal
  `,
});

export const quotes = defineEntity({
  name: 'Quotes',
  singular: 'Quote',
  can: 'create update',
  fields: `
    approvalStatus integer read-only picklist
    billToLocationID integer
    calculateTaxSeparately boolean unqueryable
    comment string(1000)
    companyID integer read-only ->Company
    contactID integer ->Contact
    createDate datetime read-only
    creatorResourceID integer read-only ->Resource
    description string(2000)
    effectiveDate datetime required date-only
    expirationDate datetime required date-only
    extApprovalContactResponse integer read-only picklist
    extApprovalResponseDate datetime read-only
    externalQuoteNumber string(50)
    groupByID integer unqueryable picklist
    id long required read-only
    impersonatorCreatorResourceID integer read-only ->Resource
    isActive boolean
    lastActivityDate datetime read-only
    lastModifiedBy integer read-only ->Resource
    lastPublishedDateTime datetime read-only
    name string(100) required
    opportunityID integer required create-only ->Opportunity
    paymentTerm integer picklist
    paymentType integer picklist
    primaryQuote boolean
    purchaseOrderNumber string(50)
    quoteNumber integer read-only
    shipToLocationID integer
    showEachTaxInGroup boolean unqueryable
    showTaxCategory boolean unqueryable
    soldToLocationID integer
  `,
});

export const quoteItems = defineEntity({
  name: 'QuoteItems',
  singular: 'QuoteItem',
  fields: `
    description string(2000)
    id long required read-only
    isOptional boolean required
    name string(100) required
    percentageDiscount decimal
    periodType integer picklist
    productID integer ->Product
    quantity decimal required
    quoteID integer required create-only ->Quote
    quoteItemType integer required picklist
    sortOrderID integer
    unitCost decimal
    unitDiscount decimal required
    unitPrice decimal
  `,
});

export const salesOrders = defineEntity({
  name: 'SalesOrders',
  singular: 'SalesOrder',
  can: 'update',
  udfs: true,
  fields: `
    billToCity string(30)
    billToPostalCode string(10)
    billToState string(40)
    billingAddress1 string(150)
    companyID integer required read-only ->Company
    contactID integer required ->Contact
    id long required read-only
    impersonatorCreatorResourceID integer read-only ->Resource
    opportunityID integer required read-only ->Opportunity
    organizationalLevelAssociationID integer ->OrganizationalLevelAssociation
    ownerResourceID integer required ->Resource
    promisedFulfillmentDate datetime
    salesOrderDate datetime required
    shipToCity string(30)
    shipToPostalCode string(10)
    shipToState string(40)
    status integer required picklist
    title string(128) required
  `,
});
