/** Look-ups for forms: active companies, contacts, resources and products by what was typed. */
import type { Found } from '../opportunity/client';
import type { Call } from './call';
import type { Engine } from './engine';
import { companyName, contactName } from './names';
import { readPage } from './pages';
import { either, queryOf, where } from './query';
import { type Condition } from './entities';
import { namedLike } from './search';

const most = 20;

/** Nothing typed narrows nothing. */
const typedInto = (typed: string, condition: (text: string) => Condition): Condition[] => {
  const text = typed.trim();
  return text === '' ? [] : [condition(text)];
};

/** Autotask cannot sort: names that begin with what was typed come first. */
function best(found: readonly Found[], typed: string): readonly Found[] {
  const text = typed.trim().toLowerCase();
  const rank = ({ name }: Found): number => (name.toLowerCase().startsWith(text) ? 0 : 1);
  return [...found].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)).slice(0, most);
}

export async function companiesLike({ api, companies }: Engine, typed: string, call: Call): Promise<readonly Found[]> {
  const company = where<'Companies'>();
  const conditions = [
    company.is('isActive', true),
    ...typedInto(typed, (text) => company.contains('companyName', text)),
  ];
  const query = queryOf('Companies', conditions, { fields: ['companyName', 'city', 'companyNumber'], size: 100 });
  const { items } = await readPage(api(call), 'Companies', query);
  for (const item of items) companies.learn(item.id, companyName(item));
  return best(
    items.map((item) => ({ id: item.id, name: companyName(item), detail: item.city ?? item.companyNumber ?? '' })),
    typed,
  );
}

export async function contactsLike(
  { api, contacts }: Engine,
  { company, typed }: { company: number; typed: string },
  call: Call,
): Promise<readonly Found[]> {
  const contact = where<'Contacts'>();
  // Autotask: contacts say 1 where everything else says true.
  const conditions = [contact.is('companyID', company), contact.is('isActive', 1), ...typedInto(typed, namedLike)];
  const fields = ['firstName', 'lastName', 'emailAddress', 'title'] as const;
  const { items } = await readPage(api(call), 'Contacts', queryOf('Contacts', conditions, { fields, size: 100 }));
  for (const item of items) contacts.learn(item.id, contactName(item));
  return best(
    items.map((item) => ({ id: item.id, name: contactName(item), detail: item.emailAddress ?? item.title ?? '' })),
    typed,
  );
}

export async function resourcesLike({ resources }: Engine, typed: string): Promise<readonly Found[]> {
  const people = (await resources.named(typed)).filter(({ active }) => active);
  return best(
    people.map(({ id, name, email }) => ({ id, name, detail: email })),
    typed,
  );
}

export async function productsLike({ api }: Engine, typed: string, call: Call): Promise<readonly Found[]> {
  const product = where<'Products'>();
  const named = typedInto(typed, (text) => either(product.contains('name', text), product.contains('sku', text)));
  const query = queryOf('Products', [product.is('isActive', true), ...named], { fields: ['name', 'sku'], size: 100 });
  const { items } = await readPage(api(call), 'Products', query);
  return best(
    items.map(({ id, name, sku }) => ({ id, name: name ?? `#${id}`, detail: sku ?? '' })),
    typed,
  );
}

export async function nameOf(
  { companies, contacts, resources }: Engine,
  kind: 'company' | 'contact' | 'resource',
  id: number,
): Promise<string> {
  if (kind === 'resource') return (await resources.find(id))?.name ?? `#${id}`;
  const names = await (kind === 'company' ? companies : contacts).of([id]);
  return names.get(id) ?? `#${id}`;
}
