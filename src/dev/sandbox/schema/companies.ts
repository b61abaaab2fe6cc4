/** The entity pages of companies, their contacts and their notes. */
import { defineEntity } from './entity';

export const companies = defineEntity({
  name: 'Companies',
  singular: 'Company',
  udfs: true,
  webhooks: true,
  fields: `
    address1 string(128)
    address2 string(128)
    city string(30)
    classification integer picklist
    companyCategoryID integer picklist
    companyName string(100) required
    companyNumber string(50)
    companyType integer required picklist
    competitorID integer picklist
    countryID integer ->Country
    createDate datetime read-only
    currencyID integer read-only ->Currency
    id long required read-only
    isActive boolean
    isSample boolean read-only
    lastActivityDate datetime read-only
    lastTrackedModifiedDateTime datetime read-only
    marketSegmentID integer picklist
    ownerResourceID integer required ->Resource
    parentCompanyID integer ->Company
    phone string(25) required
    postalCode string(10)
    state string(40)
    territoryID integer picklist
    webAddress string(255)
  `,
});

export const contacts = defineEntity({
  name: 'Contacts',
  singular: 'Contact',
  udfs: true,
  webhooks: true,
  fields: `
    addressLine string(128)
    alternatePhone string(32)
    city string(32)
    companyID integer required read-only ->Company
    countryID integer ->Country
    createDate datetime read-only
    emailAddress string(254)
    emailAddress2 string(254)
    emailAddress3 string(254)
    extension string(10)
    externalID string(50)
    firstName string(50) required
    id long required read-only
    isActive integer required
    lastActivityDate datetime read-only
    lastModifiedDate datetime read-only
    lastName string(50) required
    mobilePhone string(25)
    note string(50)
    phone string(25)
    primaryContact boolean
    state string(40)
    title string(50)
    zipCode string(16)
  `,
});

export const companyNotes = defineEntity({
  name: 'CompanyNotes',
  singular: 'CompanyNote',
  can: 'create update',
  fields: `
    actionType integer required picklist
    assignedResourceID integer required ->Resource
    companyID integer required create-only ->Company
    completedDateTime datetime read-only
    contactID integer ->Contact
    createDateTime datetime read-only
    endDateTime datetime required
    id long required read-only
    impersonatorCreatorResourceID integer read-only ->Resource
    impersonatorUpdaterResourceID integer read-only ->Resource
    lastModifiedDate datetime read-only
    name string(128)
    note string(32000) rich
    opportunityID integer ->Opportunity
    startDateTime datetime required
  `,
});

export const actionTypes = defineEntity({
  name: 'ActionTypes',
  singular: 'ActionType',
  fields: `
    id long required read-only
    isActive boolean
    isSystemActionType boolean read-only
    name string(32) required
    view integer required picklist
  `,
});
