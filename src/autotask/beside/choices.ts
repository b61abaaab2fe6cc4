/** Look-ups for forms: active companies, contacts, resources and products by what was typed. */
import type { LookupMatch } from '../../opportunity/client';
import type { Call } from '../http/call';
import type { ClientContext } from '../client-context';
import { companyName, contactName } from '../cache/names';
import { loadPage } from '../query/pages';
import { or, buildQuery, where, type Condition } from '../query/query';
import { contactNameCondition } from '../query/search';

const maxMatches = 20;

/** Nothing typed narrows nothing. */
const inputCondition = (input: string, condition: (text: string) => Condition): Condition[] => {
  const text = input.trim();
  return text === '' ? [] : [condition(text)];
};

/** Autotask cannot sort: names that begin with what was typed come first. */
function bestMatches(matches: readonly LookupMatch[], input: string): readonly LookupMatch[] {
  const text = input.trim().toLowerCase();
  const rank = ({ name }: LookupMatch): number => (name.toLowerCase().startsWith(text) ? 0 : 1);
  return [...matches].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)).slice(0, maxMatches);
}

export async function searchCompanies(
  { api, companyNames }: ClientContext,
  input: string,
  call: Call,
): Promise<readonly LookupMatch[]> {
  const company = where<'Companies'>();
  const conditions = [
    company.eq('isActive', true),
    ...inputCondition(input, (text) => company.contains('companyName', text)),
  ];
  const query = buildQuery('Companies', conditions, { fields: ['companyName', 'city', 'companyNumber'], size: 100 });
  const { items } = await loadPage(api(call), 'Companies', query);
  for (const item of items) companyNames.remember(item.id, companyName(item));
  return bestMatches(
    items.map((item) => ({ id: item.id, name: companyName(item), detail: item.city ?? item.companyNumber ?? '' })),
    input,
  );
}

export async function searchContacts(
  { api, contactNames }: ClientContext,
  { company, input }: { company: number; input: string },
  call: Call,
): Promise<readonly LookupMatch[]> {
  const contact = where<'Contacts'>();
  // Autotask: contacts say 1 where everything else says true.
  const conditions = [
    contact.eq('companyID', company),
    contact.eq('isActive', 1),
    ...inputCondition(input, contactNameCondition),
  ];
  const fields = ['firstName', 'lastName', 'emailAddress', 'title'] as const;
  const { items } = await loadPage(api(call), 'Contacts', buildQuery('Contacts', conditions, { fields, size: 100 }));
  for (const item of items) contactNames.remember(item.id, contactName(item));
  return bestMatches(
    items.map((item) => ({ id: item.id, name: contactName(item), detail: item.emailAddress ?? item.title ?? '' })),
    input,
  );
}

export async function searchResources({ resources }: ClientContext, input: string): Promise<readonly LookupMatch[]> {
  const people = (await resources.searchByName(input)).filter(({ active }) => active);
  return bestMatches(
    people.map(({ id, name, email }) => ({ id, name, detail: email })),
    input,
  );
}

export async function searchProducts(
  { api }: ClientContext,
  input: string,
  call: Call,
): Promise<readonly LookupMatch[]> {
  const product = where<'Products'>();
  const nameConditions = inputCondition(input, (text) =>
    or(product.contains('name', text), product.contains('sku', text)),
  );
  const query = buildQuery('Products', [product.eq('isActive', true), ...nameConditions], {
    fields: ['name', 'sku'],
    size: 100,
  });
  const { items } = await loadPage(api(call), 'Products', query);
  return bestMatches(
    items.map(({ id, name, sku }) => ({ id, name: name ?? `#${id}`, detail: sku ?? '' })),
    input,
  );
}

export async function loadName(
  { companyNames, contactNames, resources }: ClientContext,
  kind: 'company' | 'contact' | 'resource',
  id: number,
): Promise<string> {
  if (kind === 'resource') return (await resources.findById(id))?.name ?? `#${id}`;
  const names = await (kind === 'company' ? companyNames : contactNames).load([id]);
  return names.get(id) ?? `#${id}`;
}
