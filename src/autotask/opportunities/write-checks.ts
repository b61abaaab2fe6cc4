/** Before a write: what the rules say of it, and what it points to. */
import { AccessDenied, Rejected } from '../../core/errors';
import type { Changes } from '../../opportunity/changes';

import { isFieldName, type OpportunityFields } from '../../opportunity/fields';
import type { Opportunity, Udf } from '../../opportunity/opportunity';
import { accessRefusal, type Access } from '../../opportunity/tenant';
import type { References } from '../../opportunity/rules/rule';
import { validateUdfs } from '../../opportunity/rules/udfs';
import { differingFields, validateChange, type ValidationResult } from '../../opportunity/validate';
import type { ClientContext } from '../client-context';
import { untilAborted, type Call } from '../http/call';
import { loadPage } from '../query/pages';
import { buildQuery, where, type Entity, type EntityRecords, type FieldOf } from '../query/query';

/** Without an opportunity, as a new one. */
export async function validateChanges(
  context: ClientContext,
  opportunity: Opportunity | undefined,
  changes: Changes,
  call: Call,
): Promise<ValidationResult> {
  const stored = opportunity?.fields;
  const udfs = changedUdfs(opportunity?.udfs ?? [], changes.userDefinedFields ?? []);
  const needsUdfs = udfs.length > 0 || opportunity === undefined;
  const readings = Promise.all([
    context.metadata.loadTenant(),
    loadReferences(context, { stored, changes: differingFields(stored, changes) }, call),
    needsUdfs ? context.metadata.userDefinedFields() : [],
  ]);
  const [tenant, references, definitions] = await untilAborted(call.signal, readings);
  const validation = validateChange(stored, changes, tenant, references);
  // With a new opportunity, null says nothing: the field's default is welcome.
  const relevantUdfs = udfs.filter(({ value }) => stored !== undefined || value !== null);
  return {
    violations: {
      ...unknownFieldViolations(changes),
      ...validation.violations,
      ...validateUdfs(udfs, definitions, opportunity === undefined),
    },
    effects: validation.effects,
    send: { ...validation.send, ...(relevantUdfs.length === 0 ? {} : { userDefinedFields: relevantUdfs }) },
  };
}

/** Each once, as it was said last. One that is not stored at all is validated in any case: its name may be wrong. */
function changedUdfs(stored: readonly Udf[], newUdfs: readonly Udf[]): readonly Udf[] {
  const distinct = [...new Map(newUdfs.map((udf) => [udf.name, udf])).values()];
  return distinct.filter(({ name, value }) => {
    const storedUdf = stored.find((udf) => udf.name === name);
    return storedUdf === undefined || (storedUdf.value ?? '') !== (value ?? '');
  });
}

/** A field that does not exist would be ignored by Autotask, and believed written here. */
const unknownFieldViolations = (changes: Changes): Record<string, string> =>
  Object.fromEntries(
    Object.keys(changes)
      .filter((field) => field !== 'userDefinedFields' && !isFieldName(field))
      .map((field) => [field, `Opportunities have no field ${field}.`]),
  );

export function assertNoViolations({ violations }: Pick<ValidationResult, 'violations'>): void {
  if (Object.keys(violations).length > 0) throw new Rejected(Object.values(violations).join(' '), violations);
}

/** Rights that cannot be read forbid nothing: Autotask itself will say. */
export async function assertApiAccess(
  { metadata }: ClientContext,
  verb: keyof Access,
  { signal }: Call,
): Promise<void> {
  const access = await untilAborted(
    signal,
    metadata.access().catch(() => undefined),
  );
  const say = accessRefusal(access, verb);
  if (say !== undefined) throw new AccessDenied(say, { hint: 'Ask your Autotask administrator for the right.' });
}

interface ReferenceSource {
  /** Undefined for a new opportunity. */
  readonly stored: OpportunityFields | undefined;
  /** Only what differs. */
  readonly changes: Changes;
}

/** What a change points to, and nothing else: a change of stage asks for nothing here. */
async function loadReferences(
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
