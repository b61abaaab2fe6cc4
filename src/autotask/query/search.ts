/** A filter of the house, as conditions that Autotask understands. */
import { toComparable } from '../../core/normalize-name';
import { Rejected } from '../../core/errors';
import type { OpportunityFilter } from '../../opportunity/client';
import type { ApiFactory } from '../http/api';
import type { Call } from '../http/call';
import { companyName, contactName, type NameCache } from '../cache/names';
import { loadPage } from './pages';
import { and, or, buildQuery, where, type Condition } from './query';
import type { ResourceDirectory } from '../cache/resources';

const opportunity = where<'Opportunities'>();
const midnightUtc = (text: string): string => `${text}T00:00:00.000Z`;

/** Undefined when nothing can match: a part names no value at all. */
export function buildConditions(filter: OpportunityFilter): Condition[] | undefined {
  const lists = [
    ['id', filter.ids],
    ['ownerResourceID', filter.owner],
    ['stage', filter.stage],
    ['status', filter.status],
    ['companyID', filter.company],
    ['opportunityCategoryID', filter.category],
  ] as const;
  if (lists.some(([, values]) => values?.length === 0)) return undefined;
  const lowerBounds = [
    ['projectedCloseDate', filter.closeFrom],
    ['closedDate', filter.closedFrom],
    ['lostDate', filter.lostFrom],
  ] as const;
  return [
    ...lists.flatMap(([field, values]) => (values === undefined ? [] : [opportunity.in(field, values)])),
    ...lowerBounds.flatMap(([field, value]) =>
      value === undefined ? [] : [opportunity.gte(field, midnightUtc(value))],
    ),
    ...whenDefined(filter.closeBefore, (value) => opportunity.lt('projectedCloseDate', midnightUtc(value))),
    ...whenDefined(filter.amountFrom, (value) => opportunity.gte('amount', value)),
    ...whenDefined(filter.amountBelow, (value) => opportunity.lt('amount', value)),
    ...whenDefined(filter.openOrEnded, ({ open, since }) =>
      or(
        opportunity.in('status', open),
        opportunity.gte('closedDate', midnightUtc(since)),
        opportunity.gte('lostDate', midnightUtc(since)),
      ),
    ),
    // Not every change counts as an activity: what was created or has ended is asked for by itself.
    ...whenDefined(filter.activeSince, (value) =>
      or(
        opportunity.gte('lastActivity', value),
        opportunity.gte('createDate', value),
        opportunity.gte('closedDate', midnightUtc(value.slice(0, 10))),
        opportunity.gte('lostDate', midnightUtc(value.slice(0, 10))),
      ),
    ),
    // Nothing has ever happened: that is quiet, too.
    ...whenDefined(filter.quietSince, (value) =>
      or(opportunity.lt('lastActivity', value), opportunity.notExist('lastActivity')),
    ),
  ];
}

const whenDefined = <T>(value: T | undefined, condition: (value: T) => Condition): Condition[] =>
  value === undefined ? [] : [condition(value)];

interface TextSearchDeps {
  readonly api: ApiFactory;
  readonly companyNames: NameCache;
  readonly contactNames: NameCache;
  readonly resources: ResourceDirectory;
}

/** Each word is looked for by itself; more of them narrow nothing further. */
const maxWords = 5;
/** Autotask takes 500 alternatives in one query; the rest of the filter needs some. */
const maxTextAlternatives = 450;

interface NameMatch {
  readonly id: number;
  readonly name: string;
}

/**
 * Every word must be in the title or in the name of the company, the contact or the owner: `acme firewall` finds the
 * firewall of Acme. One query for companies and one for contacts, however many words.
 */
export async function buildTextCondition(text: string, deps: TextSearchDeps, call: Call): Promise<Condition> {
  const words = text.trim().split(/\s+/).slice(0, maxWords);
  const [companies, contacts, owners] = await Promise.all([
    findCompaniesByWords(words, deps, call),
    findContactsByWords(words, deps, call),
    deps.resources.searchByName(''),
  ]);
  const idsByWord = words.map((word) => ({
    word,
    companyID: idsContaining(word, companies),
    contactID: idsContaining(word, contacts),
    ownerResourceID: idsContaining(word, owners),
  }));
  const alternatives = idsByWord.flatMap(({ companyID, contactID, ownerResourceID }) => [
    ...companyID,
    ...contactID,
    ...ownerResourceID,
  ]);
  if (alternatives.length + words.length > maxTextAlternatives) throw tooManyMatches(text);
  return and(
    ...idsByWord.map(({ word, ...ids }) =>
      or(
        opportunity.contains('title', word),
        ...(['companyID', 'contactID', 'ownerResourceID'] as const).flatMap((field) =>
          ids[field].length === 0 ? [] : [opportunity.in(field, ids[field])],
        ),
      ),
    ),
  );
}

/** Without case and accents, as Autotask compares. */
const foldText = (text: string): string => toComparable(text.normalize('NFD').replace(/\p{M}/gu, ''));
const idsContaining = (word: string, matches: readonly NameMatch[]): readonly number[] =>
  matches.filter(({ name }) => foldText(name).includes(foldText(word))).map(({ id }) => id);

async function findCompaniesByWords(
  words: readonly string[],
  { api, companyNames }: TextSearchDeps,
  call: Call,
): Promise<NameMatch[]> {
  const company = where<'Companies'>();
  const conditions = words.map((word) => company.contains('companyName', word));
  const query = buildQuery('Companies', [or(...conditions)], { fields: ['companyName'], size: maxTextAlternatives });
  const { items, next } = await loadPage(api(call), 'Companies', query);
  if (next !== undefined) throw tooManyMatches(words.join(' '));
  return items.map((item) => {
    companyNames.remember(item.id, companyName(item));
    return { id: item.id, name: companyName(item) };
  });
}

async function findContactsByWords(
  words: readonly string[],
  { api, contactNames }: TextSearchDeps,
  call: Call,
): Promise<NameMatch[]> {
  const contact = where<'Contacts'>();
  const conditions = words.flatMap((word) => [contact.contains('firstName', word), contact.contains('lastName', word)]);
  const query = buildQuery('Contacts', [or(...conditions)], {
    fields: ['firstName', 'lastName'],
    size: maxTextAlternatives,
  });
  const { items, next } = await loadPage(api(call), 'Contacts', query);
  if (next !== undefined) throw tooManyMatches(words.join(' '));
  return items.map((item) => {
    contactNames.remember(item.id, contactName(item));
    return { id: item.id, name: contactName(item) };
  });
}

/** Autotask keeps first and last name apart: `jane doe` is both of them. */
export function contactNameCondition(text: string): Condition {
  const contact = where<'Contacts'>();
  const [first = '', ...rest] = text.split(/\s+/);
  const single = [contact.contains('firstName', text), contact.contains('lastName', text)];
  if (rest.length === 0) return or(...single);
  return or(...single, and(contact.contains('firstName', first), contact.contains('lastName', rest.join(' '))));
}

const tooManyMatches = (text: string): Rejected =>
  new Rejected(
    `“${text}” is in very many names.`,
    {},
    { hint: 'Type a little more of the name, or a word of the title.' },
  );

/** Filters with long lists go in parts: Autotask takes 500 alternatives in one query. */
const listFields = ['ids', 'owner', 'stage', 'status', 'company', 'category'] as const;
type ListField = (typeof listFields)[number];

/** Each opportunity that the filter matches is matched by exactly one part. */
export function splitFilter(filter: OpportunityFilter, maxValues: number): readonly OpportunityFilter[] {
  const presentFields = listFields.filter((name) => filter[name] !== undefined);
  const distinct = presentFields.map((name) => [name, [...new Set(filter[name])]] as const);
  return halveLongestList({ ...filter, ...Object.fromEntries(distinct) }, maxValues);
}

function halveLongestList(filter: OpportunityFilter, maxValues: number): readonly OpportunityFilter[] {
  const sizeOf = (name: ListField): number => filter[name]?.length ?? 0;
  const [longest] = [...listFields].sort((a, b) => sizeOf(b) - sizeOf(a));
  const total = listFields.reduce((sum, name) => sum + sizeOf(name), 0);
  if (longest === undefined || total <= maxValues || sizeOf(longest) < 2) return [filter];
  const values = filter[longest] ?? [];
  const half = Math.ceil(values.length / 2);
  return [values.slice(0, half), values.slice(half)].flatMap((some) =>
    halveLongestList({ ...filter, [longest]: some }, maxValues),
  );
}
