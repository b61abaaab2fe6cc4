/** Reads opportunities: one, the whole matching set, or only how many. */
import { NotFound, Rejected } from '../../core/errors';
import type { ResultSet, OpportunityFilter } from '../../opportunity/client';
import type { Opportunity } from '../../opportunity/opportunity';
import { dataOf } from '../http/api';
import { untilAborted, type Call } from '../http/call';
import type { ClientContext } from '../client-context';
import { unexpectedResponse } from '../http/errors';
import { iteratePages, loadRecords } from '../query/pages';
import { splitFilter, buildConditions, buildTextCondition } from '../query/search';
import { buildQuery, where, type Condition } from '../query/query';
import { toOpportunityFields, opportunityUrl, toOpportunity, summaryFields, type OpportunityRecord } from './mapping';

/** A list that is sorted or summed reads so many at most; beyond it no total may be shown. */
export const resultSetLimit = 5000;

export const fetchOpportunity = (context: ClientContext, id: number, call: Call): Promise<Opportunity> =>
  untilAborted(call.signal, loadWithNames(context, id, call));

async function loadWithNames(context: ClientContext, id: number, call: Call): Promise<Opportunity> {
  if (!Number.isSafeInteger(id) || id <= 0) throw opportunityNotFound(id);
  const [record, fields] = await Promise.all([
    fetchOpportunityRecord(context, id, call),
    context.metadata.opportunityFields(),
  ]);
  const [opportunity] = await withNames(context, [
    toOpportunity(record, { fields, names: emptyNames, url: urlOf(context, id) }),
  ]);
  return opportunity ?? missingResult();
}

async function fetchOpportunityRecord({ api }: ClientContext, id: number, call: Call): Promise<OpportunityRecord> {
  try {
    const { item } = await dataOf(api(call).GET('/V1.0/Opportunities/{id}', { params: { path: { id } } }));
    if (item !== null && item.id !== id) throw unexpectedResponse(`opportunity ${item.id} instead of ${id}`);
    if (item !== null) return item;
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
  throw opportunityNotFound(id);
}

export async function loadResultSet(context: ClientContext, filter: OpportunityFilter, call: Call): Promise<ResultSet> {
  const readAt = context.clock();
  const filters = await resolveConditions(context, filter, call);
  if (filters.length === 0) return { opportunities: [], complete: true, readAt };
  const queries = filters.map((conditions) =>
    buildQuery('Opportunities', [...conditions, anyId], { fields: summaryFields }),
  );
  const [results, fields] = await Promise.all([
    Promise.all(queries.map((query) => loadRecords(context.api(call), 'Opportunities', query, resultSetLimit))),
    context.metadata.opportunityFields(),
  ]);
  const items = [...new Map(results.flatMap((result) => result.items).map((item) => [item.id, item])).values()];
  const complete = results.every((result) => result.complete) && items.length <= resultSetLimit;
  const opportunities = items
    .slice(0, resultSetLimit)
    .map((item) => toOpportunity(item, { fields, names: cachedNames(context, item), url: urlOf(context, item.id) }));
  return { opportunities, complete, readAt };
}

/** Handed over one by one, so many at most: memory holds a page of them at a time. */
export const visitLimit = 100_000;

export async function visitMatching(
  context: ClientContext,
  { filter, visit }: { filter: OpportunityFilter; visit: (opportunity: Opportunity) => void },
  call: Call,
): Promise<Pick<ResultSet, 'complete' | 'readAt'>> {
  const readAt = context.clock();
  const filters = await resolveConditions(context, filter, call);
  const fields = await context.metadata.opportunityFields();
  const seenIds = new Set<number>();
  for (const conditions of filters) {
    const query = buildQuery('Opportunities', [...conditions, anyId], { fields: summaryFields });
    for await (const { items } of iteratePages(context.api(call), 'Opportunities', query)) {
      const fresh = items.filter(({ id }) => !seenIds.has(id));
      if (seenIds.size + fresh.length > visitLimit) return { complete: false, readAt };
      for (const { id } of fresh) seenIds.add(id);
      for (const item of fresh) visit(toOpportunity(item, { fields, names: emptyNames, url: urlOf(context, item.id) }));
    }
  }
  return { complete: true, readAt };
}

export async function companiesInCategories(
  { api }: ClientContext,
  categories: readonly number[],
  call: Call,
): Promise<ReadonlySet<number>> {
  const conditions = [where<'Companies'>().in('companyCategoryID', categories)];
  const query = buildQuery('Companies', conditions, { fields: ['id'] });
  const { items, complete } = await loadRecords(api(call), 'Companies', query, visitLimit);
  if (!complete) throw new Rejected('There are too many companies of these categories.', {}, { hint: 'Choose fewer.' });
  return new Set(items.map(({ id }) => id));
}

export async function countMatching(context: ClientContext, filter: OpportunityFilter, call: Call): Promise<number> {
  const filters = await resolveConditions(context, filter, call);
  const counts = await Promise.all(
    filters.map((conditions) => countOpportunities(context, [...conditions, anyId], call)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

export async function countOpportunities(
  { api }: ClientContext,
  conditions: readonly Condition[],
  call: Call,
): Promise<number> {
  const body = buildQuery('Opportunities', conditions);
  return (await dataOf(api(call).POST('/V1.0/Opportunities/query/count', { body }))).queryCount;
}

/** One look-up per kind of name that is not known yet; owners come from the resources. */
export async function withNames(
  context: ClientContext,
  opportunities: readonly Opportunity[],
): Promise<readonly Opportunity[]> {
  const idsOf = (field: 'companyID' | 'contactID'): number[] =>
    opportunities.flatMap(({ fields }) => fields[field] ?? []);
  const [companies, contacts, owners] = await Promise.all([
    context.companyNames.load(idsOf('companyID')),
    context.contactNames.load(idsOf('contactID')),
    loadOwnerNames(
      context,
      opportunities.flatMap(({ fields }) => fields.ownerResourceID ?? []),
    ),
  ]);
  return opportunities.map((opportunity) => ({
    ...opportunity,
    names: {
      company: companies.get(opportunity.fields.companyID) ?? '',
      contact: contacts.get(opportunity.fields.contactID ?? Number.NaN) ?? '',
      owner: owners.get(opportunity.fields.ownerResourceID ?? Number.NaN) ?? '',
    },
  }));
}

export const loadNames = (
  context: ClientContext,
  kind: 'company' | 'resource',
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> =>
  kind === 'company' ? context.companyNames.load(ids) : loadOwnerNames(context, ids);

async function loadOwnerNames(
  { resources, log }: ClientContext,
  owners: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const ids = new Set(owners);
  const names = [...ids].map(async (id) => [id, (await resources.findById(id))?.name ?? `#${id}`] as const);
  try {
    return new Map(await Promise.all(names));
  } catch (error) {
    log.warn({ err: error }, 'owners could not be read');
    return new Map([...ids].map((id) => [id, `#${id}`]));
  }
}

/** How many values the lists of one query may hold: Autotask's 500 less what stands beside them. */
const maxListValues = { alone: 450, withText: 25 };

/** One query for each element; none when nothing can match. */
export async function resolveConditions(
  context: ClientContext,
  filter: OpportunityFilter,
  call: Call,
): Promise<Condition[][]> {
  const text = filter.text?.trim() ?? '';
  const filters = splitFilter(filter, text === '' ? maxListValues.alone : maxListValues.withText);
  const conditions = filters.map(buildConditions).filter((part) => part !== undefined);
  if (text === '' || conditions.length === 0) return conditions;
  const condition = await buildTextCondition(text, context, call);
  return conditions.map((part) => [...part, condition]);
}

const anyId = where<'Opportunities'>().gt('id', 0);

export const emptyNames = { company: '', contact: '', owner: '' };

/** What is known without asking; the rest is `#123` until `withNames` looks it up. */
function cachedNames({ companyNames, contactNames }: ClientContext, record: OpportunityRecord): Opportunity['names'] {
  const { companyID, contactID, ownerResourceID } = toOpportunityFields(record);
  const nameOrNumber = (id: number | null, name: string | undefined): string => (id === null ? '' : (name ?? `#${id}`));
  return {
    company: nameOrNumber(companyID, companyNames.peek(companyID)),
    contact: nameOrNumber(contactID, contactID === null ? undefined : contactNames.peek(contactID)),
    owner: nameOrNumber(ownerResourceID, undefined),
  };
}

export const urlOf = ({ zone }: ClientContext, id: number): string => opportunityUrl(zone.webRoot() ?? '', id);

const opportunityNotFound = (id: number): NotFound =>
  new NotFound(`Autotask has no opportunity with the number ${id}.`, { hint: 'Check the number, or search by title.' });

function missingResult(): never {
  throw new Error('one record in, none out');
}
