/** A filter of the house, as conditions that Autotask understands. */
import { Refused } from '../core/errors';
import type { OpportunityFilter } from '../opportunity/client';
import type { Api } from './api';
import type { Call } from './call';
import { companyName, contactName, type Names } from './names';
import { readPage } from './pages';
import { both, either, queryOf, where, type Condition } from './query';
import type { Resources } from './resources';

const opportunity = where<'Opportunities'>();
const day = (text: string): string => `${text}T00:00:00.000Z`;

/** Undefined when nothing can match: a part names no value at all. */
export function conditionsOf(filter: OpportunityFilter): Condition[] | undefined {
  const lists = [
    ['ownerResourceID', filter.owner],
    ['stage', filter.stage],
    ['status', filter.status],
    ['companyID', filter.company],
    ['opportunityCategoryID', filter.category],
  ] as const;
  if (lists.some(([, values]) => values?.length === 0)) return undefined;
  const from = [
    ['projectedCloseDate', filter.closeFrom],
    ['closedDate', filter.closedFrom],
    ['lostDate', filter.lostFrom],
  ] as const;
  return [
    ...lists.flatMap(([field, values]) => (values === undefined ? [] : [opportunity.oneOf(field, values)])),
    ...from.flatMap(([field, value]) => (value === undefined ? [] : [opportunity.atLeast(field, day(value))])),
    ...given(filter.closeBefore, (value) => opportunity.below('projectedCloseDate', day(value))),
    ...given(filter.amountFrom, (value) => opportunity.atLeast('amount', value)),
    ...given(filter.amountBelow, (value) => opportunity.below('amount', value)),
    // Nothing has ever happened: that is quiet, too.
    ...given(filter.quietSince, (value) =>
      either(opportunity.below('lastActivity', value), opportunity.missing('lastActivity')),
    ),
  ];
}

const given = <T>(value: T | undefined, condition: (value: T) => Condition): Condition[] =>
  value === undefined ? [] : [condition(value)];

interface Parts {
  readonly api: Api;
  readonly companies: Names;
  readonly contacts: Names;
  readonly resources: Resources;
}

/** Together with the title they stay below Autotask's 500 alternatives. */
const most = { companies: 180, contacts: 180, owners: 60 };

/** Title, company, contact or owner contains the text: one query for companies and one for contacts. */
export async function textCondition(text: string, parts: Parts, call: Call): Promise<Condition> {
  const [companies, contacts, owners] = await Promise.all([
    companiesNamed(text, parts, call),
    contactsNamed(text, parts, call),
    parts.resources.named(text),
  ]);
  if (owners.length > most.owners) throw tooMany(text, 'resources');
  const ids = owners.map(({ id }) => id);
  return either(
    opportunity.contains('title', text),
    ...(companies.length === 0 ? [] : [opportunity.oneOf('companyID', companies)]),
    ...(contacts.length === 0 ? [] : [opportunity.oneOf('contactID', contacts)]),
    ...(ids.length === 0 ? [] : [opportunity.oneOf('ownerResourceID', ids)]),
  );
}

async function companiesNamed(text: string, { api, companies }: Parts, call: Call): Promise<number[]> {
  const condition = where<'Companies'>().contains('companyName', text);
  const query = queryOf('Companies', [condition], { fields: ['companyName'], size: most.companies });
  const { items, next } = await readPage(api(call), 'Companies', query);
  if (next !== undefined) throw tooMany(text, 'companies');
  for (const item of items) companies.learn(item.id, companyName(item));
  return items.map(({ id }) => id);
}

async function contactsNamed(text: string, { api, contacts }: Parts, call: Call): Promise<number[]> {
  const query = queryOf('Contacts', [namedLike(text)], { fields: ['firstName', 'lastName'], size: most.contacts });
  const { items, next } = await readPage(api(call), 'Contacts', query);
  if (next !== undefined) throw tooMany(text, 'contacts');
  for (const item of items) contacts.learn(item.id, contactName(item));
  return items.map(({ id }) => id);
}

/** Autotask keeps first and last name apart: `jane doe` is both of them. */
export function namedLike(text: string): Condition {
  const contact = where<'Contacts'>();
  const [first = '', ...rest] = text.split(/\s+/);
  const single = [contact.contains('firstName', text), contact.contains('lastName', text)];
  if (rest.length === 0) return either(...single);
  return either(...single, both(contact.contains('firstName', first), contact.contains('lastName', rest.join(' '))));
}

const tooMany = (text: string, what: string): Refused =>
  new Refused(
    `Very many ${what} are called something like “${text}”.`,
    {},
    { next: 'Type a little more of the name.' },
  );
