/** The entity pages of resources, organizational levels and definitions of user-defined fields. */
import { defineEntity } from './entity';

export const resources = defineEntity({
  name: 'Resources',
  singular: 'Resource',
  fields: `
    accountingReferenceID string(100)
    email string(254) required
    email2 string(254)
    email3 string(254)
    emailTypeCode string(20) required picklist
    firstName string(50) required
    hireDate datetime required read-only
    id long required read-only
    initials string(32)
    isActive boolean required
    lastName string(50) required
    licenseType integer required read-only picklist
    middleName string(50)
    mobilePhone string(25)
    officeExtension string(10)
    officePhone string(25)
    resourceType string(15) required picklist
    title string(50)
    userName string(32) required
    userType integer required read-only picklist
  `,
});

export const organizationalLevelAssociations = defineEntity({
  name: 'OrganizationalLevelAssociations',
  singular: 'OrganizationalLevelAssociation',
  fields: `
    id long required read-only
    isActive boolean
    organizationalLevel1ID integer ->OrganizationalLevel1
    organizationalLevel2ID integer ->OrganizationalLevel2
  `,
});

export const userDefinedFieldDefinitions = defineEntity({
  name: 'UserDefinedFieldDefinitions',
  singular: 'UserDefinedFieldDefinition',
  can: 'create',
  fields: `
    createDate datetime read-only
    dataType integer required create-only picklist
    defaultValue string(1024)
    description string(128)
    displayFormat integer picklist
    id long required read-only
    isActive boolean
    isEncrypted boolean
    isPrivate boolean
    isProtected boolean
    isRequired boolean
    isVisibleToClientPortal boolean
    mergeVariableName string(100)
    name string(45) required
    numberOfDecimalPlaces integer
    sortOrder integer
    udfType integer required create-only picklist
  `,
});
