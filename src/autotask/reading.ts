/** Reads opportunities: one, the whole matching set, or only how many. */
import { NotFound, Refused } from '../core/errors';
import type { Everything, OpportunityFilter } from '../opportunity/client';
import type { Opportunity } from '../opportunity/opportunity';
import { dataOf } from './api';
import { unlessStopped, type Call } from './call';
import type { Engine } from './engine';
import { brokenContract } from './failures';
import { pagesOf, readAll } from './pages';
import { partsOf } from './parts';
import { queryOf, where } from './query';
import { type Condition } from './entities';
import { conditionsOf, textCondition } from './search';
import { fieldsFrom, linkTo, opportunityFrom, summaryFields, type OpportunityRecord } from './wire';

/** A list that is sorted or summed reads so many at most; beyond it no total may be shown. */
export const cap = 5000;

export const readOne = (engine: Engine, id: number, call: Call): Promise<Opportunity> =>
  unlessStopped(call.signal, readNamed(engine, id, call));

async function readNamed(engine: Engine, id: number, call: Call): Promise<Opportunity> {
  if (!Number.isSafeInteger(id) || id <= 0) throw unknown(id);
  const [record, fields] = await Promise.all([fetchRecord(engine, id, call), engine.metadata.opportunityFields()]);
  const [opportunity] = await named(engine, [opportunityFrom(record, { fields, names: blank, url: link(engine, id) })]);
  return opportunity ?? unreachable();
}

async function fetchRecord({ api }: Engine, id: number, call: Call): Promise<OpportunityRecord> {
  try {
    const { item } = await dataOf(api(call).GET('/V1.0/Opportunities/{id}', { params: { path: { id } } }));
    if (item !== null && item.id !== id) throw brokenContract(`opportunity ${item.id} instead of ${id}`);
    if (item !== null) return item;
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
  throw unknown(id);
}

export async function readEverything(engine: Engine, filter: OpportunityFilter, call: Call): Promise<Everything> {
  const readAt = engine.clock();
  const parts = await conditionsFor(engine, filter, call);
  if (parts.length === 0) return { opportunities: [], complete: true, readAt };
  const queries = parts.map((conditions) =>
    queryOf('Opportunities', [...conditions, everyId], { fields: summaryFields }),
  );
  const [found, fields] = await Promise.all([
    Promise.all(queries.map((query) => readAll(engine.api(call), 'Opportunities', query, cap))),
    engine.metadata.opportunityFields(),
  ]);
  const items = [...new Map(found.flatMap((part) => part.items).map((item) => [item.id, item])).values()];
  const complete = found.every((part) => part.complete) && items.length <= cap;
  const opportunities = items
    .slice(0, cap)
    .map((item) => opportunityFrom(item, { fields, names: namesKnown(engine, item), url: link(engine, item.id) }));
  return { opportunities, complete, readAt };
}

/** Handed over one by one, so many at most: memory holds a page of them at a time. */
export const eachCap = 100_000;

export async function visitEach(
  engine: Engine,
  { filter, visit }: { filter: OpportunityFilter; visit: (opportunity: Opportunity) => void },
  call: Call,
): Promise<Pick<Everything, 'complete' | 'readAt'>> {
  const readAt = engine.clock();
  const parts = await conditionsFor(engine, filter, call);
  const fields = await engine.metadata.opportunityFields();
  const seen = new Set<number>();
  for (const conditions of parts) {
    const query = queryOf('Opportunities', [...conditions, everyId], { fields: summaryFields });
    for await (const { items } of pagesOf(engine.api(call), 'Opportunities', query)) {
      const fresh = items.filter(({ id }) => !seen.has(id));
      if (seen.size + fresh.length > eachCap) return { complete: false, readAt };
      for (const { id } of fresh) seen.add(id);
      for (const item of fresh) visit(opportunityFrom(item, { fields, names: blank, url: link(engine, item.id) }));
    }
  }
  return { complete: true, readAt };
}

export async function companiesIn(
  { api }: Engine,
  categories: readonly number[],
  call: Call,
): Promise<ReadonlySet<number>> {
  const conditions = [where<'Companies'>().oneOf('companyCategoryID', categories)];
  const query = queryOf('Companies', conditions, { fields: ['id'] });
  const { items, complete } = await readAll(api(call), 'Companies', query, eachCap);
  if (!complete) throw new Refused('There are too many companies of these categories.', {}, { next: 'Choose fewer.' });
  return new Set(items.map(({ id }) => id));
}

export async function countMatching(engine: Engine, filter: OpportunityFilter, call: Call): Promise<number> {
  const parts = await conditionsFor(engine, filter, call);
  const counts = await Promise.all(parts.map((conditions) => countOf(engine, [...conditions, everyId], call)));
  return counts.reduce((sum, count) => sum + count, 0);
}

export async function countOf({ api }: Engine, conditions: readonly Condition[], call: Call): Promise<number> {
  const body = queryOf('Opportunities', conditions);
  return (await dataOf(api(call).POST('/V1.0/Opportunities/query/count', { body }))).queryCount;
}

/** One look-up per kind of name that is not known yet; owners come from the resources. */
export async function named(engine: Engine, opportunities: readonly Opportunity[]): Promise<readonly Opportunity[]> {
  const idsOf = (field: 'companyID' | 'contactID'): number[] =>
    opportunities.flatMap(({ fields }) => fields[field] ?? []);
  const [companies, contacts, owners] = await Promise.all([
    engine.companies.of(idsOf('companyID')),
    engine.contacts.of(idsOf('contactID')),
    ownersOf(
      engine,
      opportunities.flatMap(({ fields }) => fields.ownerResourceID ?? []),
    ),
  ]);
  return opportunities.map((one) => ({
    ...one,
    names: {
      company: companies.get(one.fields.companyID) ?? '',
      contact: contacts.get(one.fields.contactID ?? Number.NaN) ?? '',
      owner: owners.get(one.fields.ownerResourceID ?? Number.NaN) ?? '',
    },
  }));
}

export const namesOf = (
  engine: Engine,
  kind: 'company' | 'resource',
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> => (kind === 'company' ? engine.companies.of(ids) : ownersOf(engine, ids));

async function ownersOf({ resources, log }: Engine, owners: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const ids = new Set(owners);
  const names = [...ids].map(async (id) => [id, (await resources.find(id))?.name ?? `#${id}`] as const);
  try {
    return new Map(await Promise.all(names));
  } catch (error) {
    log.warn({ err: error }, 'owners could not be read');
    return new Map([...ids].map((id) => [id, `#${id}`]));
  }
}

/** How many values the lists of one query may hold: Autotask's 500 less what stands beside them. */
const mostListed = { alone: 450, withText: 25 };

/** One query for each element; none when nothing can match. */
export async function conditionsFor(engine: Engine, filter: OpportunityFilter, call: Call): Promise<Condition[][]> {
  const text = filter.text?.trim() ?? '';
  const parts = partsOf(filter, text === '' ? mostListed.alone : mostListed.withText);
  const conditions = parts.map(conditionsOf).filter((part) => part !== undefined);
  if (text === '' || conditions.length === 0) return conditions;
  const condition = await textCondition(text, engine, call);
  return conditions.map((part) => [...part, condition]);
}

const everyId = where<'Opportunities'>().above('id', 0);

export const blank = { company: '', contact: '', owner: '' };

/** What is known without asking; the rest is `#123` until `named` looks it up. */
function namesKnown({ companies, contacts }: Engine, record: OpportunityRecord): Opportunity['names'] {
  const { companyID, contactID, ownerResourceID } = fieldsFrom(record);
  const shown = (id: number | null, name: string | undefined): string => (id === null ? '' : (name ?? `#${id}`));
  return {
    company: shown(companyID, companies.known(companyID)),
    contact: shown(contactID, contactID === null ? undefined : contacts.known(contactID)),
    owner: shown(ownerResourceID, undefined),
  };
}

export const link = ({ zone }: Engine, id: number): string => linkTo(zone.web() ?? '', id);

const unknown = (id: number): NotFound =>
  new NotFound(`Autotask has no opportunity with the number ${id}.`, { next: 'Check the number, or search by title.' });

function unreachable(): never {
  throw new Error('one record in, none out');
}
