/** Reads what a change points to, and nothing else: a change of stage asks for nothing here. */
import type { Changes } from '../../opportunity/changes';
import type { OpportunityFields } from '../../opportunity/fields';
import type { References } from '../../opportunity/rules/rule';
import type { Call } from '../http/deadline';
import type { ClientContext } from '../client-context';
import { loadPage } from '../query/pages';
import { buildQuery, where } from '../query/query';
import { type Entity, type FieldOf, type EntityRecords } from '../query/entities';

interface ReferenceSource {
  /** Undefined for a new opportunity. */
  readonly stored: OpportunityFields | undefined;
  /** Only what differs. */
  readonly changes: Changes;
}

export async function loadReferences(
  context: ClientContext,
  { stored, changes }: ReferenceSource,
  call: Call,
): Promise<References> {
  const [people, owner, product, organizationalLevel, quotes, defaultCategory] = await Promise.all([
    loadContactAndCompany(context, { stored, changes }, call),
    whenValidId(changes.ownerResourceID, async (id) => (await context.resources.findById(id)) ?? null),
    whenValidId(changes.productID, async (id) => {
      const record = await findRecord(context, 'Products', { id, fields: ['name'] }, call);
      return record === null ? null : { name: record.name ?? '' };
    }),
    whenValidId(changes.organizationalLevelAssociationID, async (id) => {
      const record = await findRecord(context, 'OrganizationalLevelAssociations', { id, fields: ['isActive'] }, call);
      return record === null ? null : { active: record.isActive ?? false };
    }),
    changes.useQuoteTotals === true && stored !== undefined ? countQuotes(context, stored.id, call) : undefined,
    stored === undefined && changes.opportunityCategoryID === undefined
      ? context.metadata.defaultCategory()
      : undefined,
  ]);
  return { ...people, owner, product, organizationalLevel, quotes, defaultCategory };
}

/** Values of the wrong kind are refused by the rules; they are not looked up. */
const whenValidId = <T>(id: number | null | undefined, load: (id: number) => Promise<T>): Promise<T> | undefined =>
  Number.isSafeInteger(id) ? load(id as number) : undefined;

async function findRecord<E extends Entity>(
  { api }: ClientContext,
  entity: E,
  { id, fields }: { id: number; fields: readonly FieldOf<E>[] },
  call: Call,
): Promise<EntityRecords[E] | null> {
  const condition = where<'Opportunities'>().eq('id', id);
  const { items } = await loadPage(api(call), entity, buildQuery(entity, [condition], { fields }));
  return items.find((item) => item.id === id) ?? null;
}

async function loadContactAndCompany(
  context: ClientContext,
  { stored, changes }: ReferenceSource,
  call: Call,
): Promise<Pick<References, 'contact' | 'company'>> {
  if (changes.contactID === undefined && changes.companyID === undefined) return {};
  const { contactID, companyID } = { ...referencesIn(stored), ...referencesIn(changes) };
  const contact = await whenValidId(contactID, (id) => loadContact(context, id, call));
  const isOfAnotherCompany = contact !== undefined && contact !== null && contact.companyID !== companyID;
  if (changes.companyID === undefined && !isOfAnotherCompany) return { contact };
  return { contact, company: await whenValidId(companyID, (id) => loadCompany(context, id, call)) };
}

/** What is given, so that it can be laid over what is stored. */
const referencesIn = (fields: Changes | undefined): { contactID?: number | null; companyID?: number | null } =>
  Object.fromEntries(
    (['contactID', 'companyID'] as const).flatMap((field) =>
      fields?.[field] === undefined ? [] : [[field, fields[field]]],
    ),
  );

async function loadContact(context: ClientContext, id: number, call: Call): Promise<References['contact']> {
  const record = await findRecord(context, 'Contacts', { id, fields: ['companyID', 'isActive'] }, call);
  if (record === null) return null;
  // Contacts say 1 where everything else says true.
  return { companyID: record.companyID ?? null, active: record.isActive === 1 || record.isActive === true };
}

async function loadCompany(context: ClientContext, id: number, call: Call): Promise<References['company']> {
  const record = await findRecord(context, 'Companies', { id, fields: ['parentCompanyID'] }, call);
  return record === null ? null : { parentCompanyID: record.parentCompanyID ?? null };
}

async function countQuotes({ api }: ClientContext, opportunity: number, call: Call): Promise<number> {
  const condition = where<'Quotes'>().eq('opportunityID', opportunity);
  const { items } = await loadPage(api(call), 'Quotes', buildQuery('Quotes', [condition], { fields: ['id'], size: 1 }));
  return items.length;
}
