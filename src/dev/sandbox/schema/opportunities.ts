/** The entity pages of opportunities and of their categories. */
import { defineEntity } from './entity';

export const opportunities = defineEntity({
  name: 'Opportunities',
  singular: 'Opportunity',
  can: 'create update',
  udfs: true,
  fields: `
    advancedField1 decimal
    advancedField2 decimal
    advancedField3 decimal
    advancedField4 decimal
    advancedField5 decimal
    amount decimal required
    assessmentScore decimal read-only
    barriers string(500)
    closedDate datetime date-only
    companyID integer required ->Company
    contactID integer ->Contact
    cost decimal required
    createDate datetime read-only
    creatorResourceID integer read-only ->Resource
    description string(8000) rich
    helpNeeded string(500)
    id long required read-only
    impersonatorCreatorResourceID integer read-only ->Resource
    lastActivity datetime read-only
    leadSource integer picklist
    lossReason integer picklist
    lossReasonDetail string(500)
    lostDate datetime
    market string(500)
    monthlyCost decimal
    monthlyRevenue decimal
    nextStep string(500)
    onetimeCost decimal
    onetimeRevenue decimal
    opportunityCategoryID integer picklist
    organizationalLevelAssociationID integer ->OrganizationalLevelAssociation
    ownerResourceID integer required ->Resource
    primaryCompetitor integer picklist
    probability integer required
    productID integer ->Product
    projectedCloseDate datetime required date-only
    promisedFulfillmentDate datetime
    promotionName string(50)
    quarterlyCost decimal
    quarterlyRevenue decimal
    rating integer picklist
    relationshipAssessmentScore decimal read-only
    revenueSpread integer
    revenueSpreadUnit string(6) picklist
    salesOrderID integer read-only ->SalesOrder
    salesProcessPercentComplete decimal read-only
    semiannualCost decimal
    semiannualRevenue decimal
    stage integer required picklist
    startDate datetime required create-only
    status integer required picklist
    technicalAssessmentScore decimal read-only
    throughDate datetime date-only
    title string(128) required
    totalAmountMonths integer
    useQuoteTotals boolean required
    winReason integer picklist
    winReasonDetail string(500)
    yearlyCost decimal
    yearlyRevenue decimal
  `,
});

export const opportunityCategories = defineEntity({
  name: 'OpportunityCategories',
  singular: 'OpportunityCategory',
  can: 'update',
  fields: `
    displayColorRGB integer required
    id long required read-only
    isActive boolean required
    isGlobalDefault boolean required
    name string(30) required
    nickname string(3) required
  `,
});

export const opportunityAttachments = defineEntity({
  name: 'OpportunityAttachments',
  singular: 'OpportunityAttachment',
  can: 'create delete',
  fields: `
    attachDate datetime read-only
    attachedByContactID long read-only ->Contact
    attachedByResourceID long read-only ->Resource
    attachmentType string(30) required picklist
    contentType string(100)
    creatorType integer read-only picklist
    fileSize decimal read-only
    fullPath string(255) required
    id long required read-only
    impersonatorCreatorResourceID integer read-only ->Resource
    opportunityID long required create-only ->Opportunity
    parentAttachmentID integer ->OpportunityAttachment
    parentID long read-only
    publish integer required picklist
    title string(255) required
  `,
});
