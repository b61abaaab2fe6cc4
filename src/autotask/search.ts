/** A filter of the house, as conditions that Autotask understands. */
import { alike } from '../core/alike';
import { Refused } from '../core/errors';
import type { OpportunityFilter } from '../opportunity/client';
import type { Api } from './api';
import type { Call } from './call';
import { companyName, contactName, type Names } from './names';
import { readPage } from './pages';
import { both, either, queryOf, where } from './query';
import { type Condition } from './entities';
import type { Resources } from './resources';

const opportunity = where<'Opportunities'>();
const day = (text: string): string => `${text}T00:00:00.000Z`;

/** Undefined when nothing can match: a part names no value at all. */
export function conditionsOf(filter: OpportunityFilter): Condition[] | undefined {
  const lists = [
    ['id', filter.ids],
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
    ...given(filter.openOrEnded, ({ open, since }) =>
      either(
        opportunity.oneOf('status', open),
        opportunity.atLeast('closedDate', day(since)),
        opportunity.atLeast('lostDate', day(since)),
      ),
    ),
    // Not every change counts as an activity: what was created or has ended is asked for by itself.
    ...given(filter.activeSince, (value) =>
      either(
        opportunity.atLeast('lastActivity', value),
        opportunity.atLeast('createDate', value),
        opportunity.atLeast('closedDate', day(value.slice(0, 10))),
        opportunity.atLeast('lostDate', day(value.slice(0, 10))),
      ),
    ),
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

/** Each word is looked for by itself; more of them narrow nothing further. */
const mostWords = 5;
/** Autotask takes 500 alternatives in one query; the rest of the filter needs some. */
const mostAlternatives = 450;

interface Match {
  readonly id: number;
  readonly name: string;
}

/**
 * Every word must be in the title or in the name of the company, the contact or the owner: `acme firewall` finds the
 * firewall of Acme. One query for companies and one for contacts, however many words.
 */
export async function textCondition(text: string, parts: Parts, call: Call): Promise<Condition> {
  const words = text.trim().split(/\s+/).slice(0, mostWords);
  const [companies, contacts, owners] = await Promise.all([
    companiesNamed(words, parts, call),
    contactsNamed(words, parts, call),
    parts.resources.named(''),
  ]);
  const found = words.map((word) => ({
    word,
    companyID: idsWith(word, companies),
    contactID: idsWith(word, contacts),
    ownerResourceID: idsWith(word, owners),
  }));
  const alternatives = found.flatMap(({ companyID, contactID, ownerResourceID }) => [
    ...companyID,
    ...contactID,
    ...ownerResourceID,
  ]);
  if (alternatives.length + words.length > mostAlternatives) throw tooMany(text);
  return both(
    ...found.map(({ word, ...ids }) =>
      either(
        opportunity.contains('title', word),
        ...(['companyID', 'contactID', 'ownerResourceID'] as const).flatMap((field) =>
          ids[field].length === 0 ? [] : [opportunity.oneOf(field, ids[field])],
        ),
      ),
    ),
  );
}

/** Without case and accents, as Autotask compares. */
const folded = (text: string): string => alike(text.normalize('NFD').replace(/\p{M}/gu, ''));
const idsWith = (word: string, matches: readonly Match[]): readonly number[] =>
  matches.filter(({ name }) => folded(name).includes(folded(word))).map(({ id }) => id);

async function companiesNamed(words: readonly string[], { api, companies }: Parts, call: Call): Promise<Match[]> {
  const company = where<'Companies'>();
  const conditions = words.map((word) => company.contains('companyName', word));
  const query = queryOf('Companies', [either(...conditions)], { fields: ['companyName'], size: mostAlternatives });
  const { items, next } = await readPage(api(call), 'Companies', query);
  if (next !== undefined) throw tooMany(words.join(' '));
  return items.map((item) => {
    companies.learn(item.id, companyName(item));
    return { id: item.id, name: companyName(item) };
  });
}

async function contactsNamed(words: readonly string[], { api, contacts }: Parts, call: Call): Promise<Match[]> {
  const contact = where<'Contacts'>();
  const conditions = words.flatMap((word) => [contact.contains('firstName', word), contact.contains('lastName', word)]);
  const query = queryOf('Contacts', [either(...conditions)], {
    fields: ['firstName', 'lastName'],
    size: mostAlternatives,
  });
  const { items, next } = await readPage(api(call), 'Contacts', query);
  if (next !== undefined) throw tooMany(words.join(' '));
  return items.map((item) => {
    contacts.learn(item.id, contactName(item));
    return { id: item.id, name: contactName(item) };
  });
}

/** Autotask keeps first and last name apart: `jane doe` is both of them. */
export function namedLike(text: string): Condition {
  const contact = where<'Contacts'>();
  const [first = '', ...rest] = text.split(/\s+/);
  const single = [contact.contains('firstName', text), contact.contains('lastName', text)];
  if (rest.length === 0) return either(...single);
  return either(...single, both(contact.contains('firstName', first), contact.contains('lastName', rest.join(' '))));
}

const tooMany = (text: string): Refused =>
  new Refused(
    `“${text}” is in very many names.`,
    {},
    { next: 'Type a little more of the name, or a word of the title.' },
  );
