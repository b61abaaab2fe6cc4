/** Reads what a change points to, and nothing else: a change of stage asks for nothing here. */
import type { Changes } from '../opportunity/changes';
import type { OpportunityFields } from '../opportunity/fields';
import type { Facts } from '../opportunity/rules/rule';
import type { Call } from './call';
import type { Engine } from './engine';
import { readPage } from './pages';
import { queryOf, where } from './query';
import { type Entity, type FieldOf, type Records } from './entities';

interface About {
  /** Undefined for a new opportunity. */
  readonly stored: OpportunityFields | undefined;
  /** Only what differs. */
  readonly changes: Changes;
}

export async function factsFor(engine: Engine, { stored, changes }: About, call: Call): Promise<Facts> {
  const [people, owner, product, organizationalLevel, quotes, defaultCategory] = await Promise.all([
    contactAndCompany(engine, { stored, changes }, call),
    known(changes.ownerResourceID, async (id) => (await engine.resources.find(id)) ?? null),
    known(changes.productID, async (id) => {
      const record = await one(engine, 'Products', { id, fields: ['name'] }, call);
      return record === null ? null : { name: record.name ?? '' };
    }),
    known(changes.organizationalLevelAssociationID, async (id) => {
      const record = await one(engine, 'OrganizationalLevelAssociations', { id, fields: ['isActive'] }, call);
      return record === null ? null : { active: record.isActive ?? false };
    }),
    changes.useQuoteTotals === true && stored !== undefined ? countQuotes(engine, stored.id, call) : undefined,
    stored === undefined && changes.opportunityCategoryID === undefined ? engine.metadata.defaultCategory() : undefined,
  ]);
  return { ...people, owner, product, organizationalLevel, quotes, defaultCategory };
}

/** Values of the wrong kind are refused by the rules; they are not looked up. */
const known = <T>(id: number | null | undefined, look: (id: number) => Promise<T>): Promise<T> | undefined =>
  Number.isSafeInteger(id) ? look(id as number) : undefined;

async function one<E extends Entity>(
  { api }: Engine,
  entity: E,
  { id, fields }: { id: number; fields: readonly FieldOf<E>[] },
  call: Call,
): Promise<Records[E] | null> {
  const condition = where<'Opportunities'>().is('id', id);
  const { items } = await readPage(api(call), entity, queryOf(entity, [condition], { fields }));
  return items.find((item) => item.id === id) ?? null;
}

async function contactAndCompany(
  engine: Engine,
  { stored, changes }: About,
  call: Call,
): Promise<Pick<Facts, 'contact' | 'company'>> {
  if (changes.contactID === undefined && changes.companyID === undefined) return {};
  const { contactID, companyID } = { ...pointing(stored), ...pointing(changes) };
  const contact = await known(contactID, (id) => readContact(engine, id, call));
  const elsewhere = contact !== undefined && contact !== null && contact.companyID !== companyID;
  if (changes.companyID === undefined && !elsewhere) return { contact };
  return { contact, company: await known(companyID, (id) => readCompany(engine, id, call)) };
}

/** What is given, so that it can be laid over what is stored. */
const pointing = (fields: Changes | undefined): { contactID?: number | null; companyID?: number | null } =>
  Object.fromEntries(
    (['contactID', 'companyID'] as const).flatMap((field) =>
      fields?.[field] === undefined ? [] : [[field, fields[field]]],
    ),
  );

async function readContact(engine: Engine, id: number, call: Call): Promise<Facts['contact']> {
  const record = await one(engine, 'Contacts', { id, fields: ['companyID', 'isActive'] }, call);
  if (record === null) return null;
  // Contacts say 1 where everything else says true.
  return { companyID: record.companyID ?? null, active: record.isActive === 1 || record.isActive === true };
}

async function readCompany(engine: Engine, id: number, call: Call): Promise<Facts['company']> {
  const record = await one(engine, 'Companies', { id, fields: ['parentCompanyID'] }, call);
  return record === null ? null : { parentCompanyID: record.parentCompanyID ?? null };
}

async function countQuotes({ api }: Engine, opportunity: number, call: Call): Promise<number> {
  const condition = where<'Quotes'>().is('opportunityID', opportunity);
  const { items } = await readPage(api(call), 'Quotes', queryOf('Quotes', [condition], { fields: ['id'], size: 1 }));
  return items.length;
}
