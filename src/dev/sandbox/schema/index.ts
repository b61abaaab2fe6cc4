/** All entities of the sandbox, by name and by singular. */
import { actionTypes, companies, companyNotes, contacts } from './companies';
import type { Entity } from './entity';
import { opportunities, opportunityAttachments, opportunityCategories } from './opportunities';
import { organizationalLevelAssociations, resources, userDefinedFieldDefinitions } from './people';
import { products, quoteItems, quotes, salesOrders } from './selling';

const allEntities = [
  actionTypes,
  companies,
  companyNotes,
  contacts,
  opportunities,
  opportunityAttachments,
  opportunityCategories,
  organizationalLevelAssociations,
  products,
  quoteItems,
  quotes,
  resources,
  salesOrders,
  userDefinedFieldDefinitions,
] as const;

export type EntityName = (typeof allEntities)[number]['name'];
export type AnyEntity = Entity<EntityName>;

export const entities: readonly AnyEntity[] = allEntities;

const byName = new Map<EntityName, AnyEntity>(allEntities.map((entity) => [entity.name, entity]));
const bySingular = new Map<string, AnyEntity>(allEntities.map((entity) => [entity.singular, entity]));

export function entityOf(name: EntityName): AnyEntity {
  const entity = byName.get(name);
  if (entity === undefined) throw new Error(`There is no entity ${name}.`);
  return entity;
}

/** Undefined for an entity that Autotask has and the sandbox does not. */
export const entityBySingular = (singular: string): AnyEntity | undefined => bySingular.get(singular);
