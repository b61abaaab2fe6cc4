/** The entities that are queried, with the schema of their records. */
import type { components } from '../schema';

export type Schemas = components['schemas'];

export type Condition = Schemas['Condition'];

export type Query = Schemas['Query'];

/** The entities that are queried, with the schema of their records. */
export interface EntityRecords {
  readonly Opportunities: Schemas['Opportunity'];
  readonly Companies: Schemas['Company'];
  readonly Contacts: Schemas['Contact'];
  readonly Resources: Schemas['Resource'];
  readonly Products: Schemas['Product'];
  readonly Quotes: Schemas['Quote'];
  readonly SalesOrders: Schemas['SalesOrder'];
  readonly OpportunityCategories: Schemas['OpportunityCategory'];
  readonly ActionTypes: Schemas['ActionType'];
  readonly CompanyNotes: Schemas['CompanyNote'];
  readonly OrganizationalLevelAssociations: Schemas['OrganizationalLevelAssociation'];
}

export type Entity = keyof EntityRecords;

export type FieldOf<E extends Entity> = Exclude<keyof EntityRecords[E], 'userDefinedFields'> & string;
