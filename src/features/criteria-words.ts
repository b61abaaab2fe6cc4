/** Words → what a list shows: `owner:me stage:quote close:this-month acme`. */
import { Mistyped } from '../core/errors';
import { alike } from '../core/alike';
import { isPossible, readFigures } from '../core/figures';
import { readFilters, type Given } from '../core/filters';
import { toKept } from '../core/kept-figures';
import { nearestOf } from '../core/nearest';
import { plain } from '../core/number-signs';
import { impossibleIn, readPeriod } from '../core/when';
import type { Words } from '../core/words';
import { numbersTogether } from './numbers-together';
import type { Criteria, Named, Which } from '../opportunity/criteria';
import type { Picked } from '../opportunity/opportunity';
import { sortKeys, sorts, type Sort } from '../opportunity/sorting';
import { formatOf, type Here } from './services';

/** Every key that may be typed, with its own name. */
const keys = {
  owner: 'owner',
  by: 'owner',
  stage: 'stage',
  status: 'status',
  is: 'status',
  company: 'company',
  account: 'company',
  category: 'category',
  close: 'close',
  closes: 'close',
  closing: 'close',
  ended: 'ended',
  closed: 'ended',
  won: 'ended',
  lost: 'ended',
  amount: 'amount',
  mrr: 'mrr',
  recurring: 'mrr',
  onetime: 'onetime',
  'one-time': 'onetime',
  quiet: 'quiet',
  stale: 'quiet',
  sort: 'sort',
  order: 'sort',
} as const;
type Key = (typeof keys)[keyof typeof keys];

/** Throws `Mistyped` for a key or value that there is not, with the nearest one and an example. */
export async function readCriteria(context: Here, words: Words, starting: Criteria): Promise<Criteria> {
  const { given, text } = readFilters(
    numbersTogether(words, keys),
    keys,
    `${context.arrival.prefix}list owner:me close:this-month`,
  );
  let criteria = text === '' ? starting : { ...starting, text };
  for (const { key, value, parts } of gathered(context, given)) {
    criteria = { ...criteria, ...(await readers[key as Key](context, value, { sofar: criteria, parts })) };
  }
  return criteria;
}

const lists = new Set(['owner', 'stage', 'category', 'company']);
const figured = new Set(['amount', 'mrr', 'onetime']);

/**
 * The same key typed twice: names join, as with a comma between them; figures narrow each other, such as `>5k` and
 * `<10k`; of anything else only one can be meant.
 */
function gathered(context: Here, given: readonly Given[]): readonly Given[] {
  const byKey = new Map<string, Given>();
  for (const one of given) {
    const before = byKey.get(one.key);
    if (before === undefined || lists.has(one.key)) {
      byKey.set(one.key, { ...one, parts: [...(before?.parts ?? []), ...one.parts] });
    } else if (figured.has(one.key)) {
      byKey.set(one.key, { ...one, value: before.value === one.value ? one.value : `${before.value} ${one.value}` });
    } else if (before.value.toLowerCase() !== one.value.toLowerCase()) {
      const say = `You gave two values for ${one.key}: "${before.value}" and "${one.value}". Only one can be meant.`;
      throw wrong(context, say, `${one.key}:${before.value}`);
    }
  }
  return [...byKey.values()];
}

interface At {
  readonly sofar: Criteria;
  readonly parts: readonly string[];
}
type Reader = (context: Here, value: string, at: At) => Promise<Partial<Criteria>> | Partial<Criteria>;

const readers: Readonly<Record<Key, Reader>> = {
  owner: async (context, _value, { parts }) => ({ owner: await each(parts, (name) => ownersLike(context, name)) }),
  stage: async (context, _value, { parts }) => ({ stage: await each(parts, (name) => picked(context, 'stage', name)) }),
  category: async (context, _value, { parts }) => ({
    category: await each(parts, (name) => picked(context, 'opportunityCategoryID', name)),
  }),
  company: async (context, _value, { parts }) => ({
    company: await each(parts, (name) => companiesLike(context, name)),
  }),
  status: (context, value) => ({ which: which(context, value) }),
  close: (context, value) => ({ close: period(context, 'close', value) }),
  // Of open ones nothing has ended yet: who asks for it means those that have.
  ended: (context, value, { sofar: { which: before } }) => ({
    ended: period(context, 'ended', value),
    ...(before === 'open' ? { which: 'any' as const } : {}),
  }),
  amount: (context, value) => ({ amount: figures(context, 'amount', value) }),
  mrr: (context, value) => ({ mrr: figures(context, 'mrr', value) }),
  onetime: (context, value) => ({ onetime: figures(context, 'onetime', value) }),
  quiet: (context, value) => ({ quiet: days(context, value) }),
  sort: (context, value) => ({ sort: sort(context, value) }),
};

const wrong = ({ arrival }: Here, say: string, example: string): Mistyped =>
  new Mistyped(say, { next: `For example: ${arrival.prefix}list ${example}` });

/** Several values with commas between them: any of them. */
async function each(
  parts: readonly string[],
  read: (part: string) => Promise<readonly Named[]>,
): Promise<readonly Named[]> {
  const found = (await Promise.all(parts.map(read))).flat();
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

async function ownersLike(context: Here, name: string): Promise<readonly Named[]> {
  const { me, services } = context;
  if (['me', 'mine', 'my'].includes(name.toLowerCase())) return [{ id: me.id, name: me.name }];
  const found = await services.opportunities.resources(name);
  if (found.length === 0) throw wrong(context, `Nobody in Autotask is called "${name}".`, 'owner:me');
  return found.map(({ id, name: full }) => ({ id, name: full }));
}

async function companiesLike(context: Here, name: string): Promise<readonly Named[]> {
  const found = await context.services.opportunities.companies(name);
  if (found.length === 0) throw wrong(context, `No company is called "${name}".`, 'company:"Acme Co"');
  const exact = found.filter((company) => alike(company.name) === alike(name));
  return (exact.length > 0 ? exact : found).map(({ id, name: full }) => ({ id, name: full }));
}

/** Every entry that has the words at the beginning of a word: `quote` finds "4 Quote sent". */
async function picked(
  context: Here,
  field: 'stage' | 'opportunityCategoryID',
  text: string,
): Promise<readonly Named[]> {
  const all = (await context.services.opportunities.picklists()).all(field);
  const wanted = alike(text);
  const exact = all.filter(({ label }) => alike(label) === wanted);
  const found = exact.length > 0 ? exact : all.filter(({ label }) => ` ${alike(label)}`.includes(` ${wanted}`));
  if (found.length > 0) return found.map(({ value, label }) => ({ id: value, name: label }));
  throw wrong(
    context,
    `There is no ${field === 'stage' ? 'stage' : 'category'} "${text}".`,
    exampleOf(field, all, text),
  );
}

function exampleOf(field: 'stage' | 'opportunityCategoryID', all: readonly Picked[], text: string): string {
  const labels = all.filter(({ active }) => active).map(({ label }) => label);
  const near = nearestOf(text, labels) ?? labels[0] ?? '';
  return `${field === 'stage' ? 'stage' : 'category'}:"${near}"`;
}

const whichWords: Readonly<Record<string, Which>> = {
  open: 'open',
  active: 'open',
  won: 'won',
  lost: 'lost',
  any: 'any',
  all: 'any',
};
function which(context: Here, value: string): Which {
  const found = whichWords[value.toLowerCase()];
  if (found === undefined) throw wrong(context, `"${value}" is not open, won, lost or any.`, 'status:won');
  return found;
}

function period(context: Here, key: string, value: string): string {
  const reading = { today: formatOf(context).today, locale: context.arrival.person.locale ?? 'en-US' };
  if (readPeriod(value, reading) !== undefined) return value;
  const impossible = impossibleIn(value, reading);
  if (impossible !== undefined) throw wrong(context, impossible.say, `${key}:${impossible.nearest}`);
  throw wrong(
    context,
    `I do not understand "${value}" as a time.`,
    `${key}:this-month, ${key}:<30d or ${key}:2026-12-01`,
  );
}

function figures(context: Here, key: string, value: string): string {
  const read = readFigures(value, context.arrival.person.locale);
  if ('say' in read) {
    throw wrong(context, `I do not understand "${value}" as a figure. ${read.say}`, `${key}:>10k or ${key}:5k..20k`);
  }
  if (isPossible(read.figures)) return toKept(value, read.figures);
  throw wrong(context, `No figure is ${value.split(/ (?=[<>])/).join(' and ')} at once.`, `${key}:5k..20k`);
}

function days(context: Here, value: string): number {
  const count = Number(/^>?=?(\d{1,4}) ?d?(ays?)?$/i.exec(plain(value))?.[1] ?? Number.NaN);
  if (Number.isNaN(count)) throw wrong(context, `"${value}" is no number of days.`, 'quiet:30d');
  return count;
}

function sort(context: Here, value: string): Sort {
  const found = sorts.find((one) => one === value.toLowerCase());
  if (found !== undefined) return found;
  const near = nearestOf(value.replace('-', ''), Object.keys(sortKeys)) ?? '-amount';
  throw wrong(
    context,
    `Nothing is sorted by "${value}"; there are ${Object.keys(sortKeys).join(', ')}.`,
    `sort:${near}`,
  );
}
