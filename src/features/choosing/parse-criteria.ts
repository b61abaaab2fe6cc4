/** Words → what a list shows: `owner:me stage:quote close:this-month acme`. */
import { InvalidInput } from '../../core/errors';
import { toComparable } from '../../core/normalize-name';
import { isSatisfiable, parseMoneyRange, formatStoredRange } from '../../core/commands/number-range';
import { parseFilters, type FilterTerm } from '../../core/commands/filters';
import { closestMatch } from '../../core/closest-match';
import { normalizeNumberText } from '../../core/commands/number-separators';
import { findImpossibleDay, parsePeriod } from '../../core/commands/parse-date';
import type { Tokens } from '../../core/commands/tokenize';
import { joinThousands } from './join-spaced-numbers';
import type { Criteria, NamedRecord, OutcomeFilter } from '../../opportunity/criteria';
import type { PicklistValue } from '../../opportunity/opportunity';
import { sortKeys, sortOrders, type Sort } from '../../opportunity/sorting';
import { formatOf, type FeatureContext } from '../services';

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

/** Throws `InvalidInput` for a key or value that there is not, with the nearest one and an example. */
export async function parseCriteria(context: FeatureContext, tokens: Tokens, starting: Criteria): Promise<Criteria> {
  const { terms: typedFilters, text } = parseFilters(
    joinThousands(tokens, keys),
    keys,
    `${context.interaction.prefix}list owner:me close:this-month`,
  );
  let criteria = text === '' ? starting : { ...starting, text };
  for (const { key, value, parts } of mergeRepeated(context, typedFilters)) {
    criteria = { ...criteria, ...(await criterionParsers[key as Key](context, value, { current: criteria, parts })) };
  }
  return criteria;
}

const listKeys = new Set(['owner', 'stage', 'category', 'company']);
const rangeCriteria = new Set(['amount', 'mrr', 'onetime']);

/**
 * The same key typed twice: names join, as with a comma between them; figures narrow each other, such as `>5k` and
 * `<10k`; of anything else only one can be meant.
 */
function mergeRepeated(context: FeatureContext, filters: readonly FilterTerm[]): readonly FilterTerm[] {
  const byKey = new Map<string, FilterTerm>();
  for (const one of filters) {
    const before = byKey.get(one.key);
    if (before === undefined || listKeys.has(one.key)) {
      byKey.set(one.key, { ...one, parts: [...(before?.parts ?? []), ...one.parts] });
    } else if (rangeCriteria.has(one.key)) {
      byKey.set(one.key, { ...one, value: before.value === one.value ? one.value : `${before.value} ${one.value}` });
    } else if (before.value.toLowerCase() !== one.value.toLowerCase()) {
      const say = `You gave two values for ${one.key}: "${before.value}" and "${one.value}". Only one can be meant.`;
      throw invalidCriterion(context, say, `${one.key}:${before.value}`);
    }
  }
  return [...byKey.values()];
}

interface CriterionState {
  readonly current: Criteria;
  readonly parts: readonly string[];
}
type CriterionParser = (
  context: FeatureContext,
  value: string,
  at: CriterionState,
) => Promise<Partial<Criteria>> | Partial<Criteria>;

const criterionParsers: Readonly<Record<Key, CriterionParser>> = {
  owner: async (context, _value, { parts }) => ({
    owner: await parseEach(parts, (name) => findOwnersNamed(context, name)),
  }),
  stage: async (context, _value, { parts }) => ({
    stage: await parseEach(parts, (name) => findPicklistEntries(context, 'stage', name)),
  }),
  category: async (context, _value, { parts }) => ({
    category: await parseEach(parts, (name) => findPicklistEntries(context, 'opportunityCategoryID', name)),
  }),
  company: async (context, _value, { parts }) => ({
    company: await parseEach(parts, (name) => findCompaniesNamed(context, name)),
  }),
  status: (context, value) => ({ which: statusCriterion(context, value) }),
  close: (context, value) => ({ close: periodCriterion(context, 'close', value) }),
  // Of open ones nothing has ended yet: who asks for it means those that have.
  ended: (context, value, { current: { which: before } }) => ({
    ended: periodCriterion(context, 'ended', value),
    ...(before === 'open' ? { which: 'any' as const } : {}),
  }),
  amount: (context, value) => ({ amount: rangeCriterion(context, 'amount', value) }),
  mrr: (context, value) => ({ mrr: rangeCriterion(context, 'mrr', value) }),
  onetime: (context, value) => ({ onetime: rangeCriterion(context, 'onetime', value) }),
  quiet: (context, value) => ({ quiet: daysCriterion(context, value) }),
  sort: (context, value) => ({ sort: sortCriterion(context, value) }),
};

const invalidCriterion = ({ interaction }: FeatureContext, say: string, example: string): InvalidInput =>
  new InvalidInput(say, { hint: `For example: ${interaction.prefix}list ${example}` });

/** Several values with commas between them: any of them. */
async function parseEach(
  parts: readonly string[],
  read: (part: string) => Promise<readonly NamedRecord[]>,
): Promise<readonly NamedRecord[]> {
  const found = (await Promise.all(parts.map(read))).flat();
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

async function findOwnersNamed(context: FeatureContext, name: string): Promise<readonly NamedRecord[]> {
  const { user, services } = context;
  if (['me', 'mine', 'my'].includes(name.toLowerCase())) return [{ id: user.id, name: user.name }];
  const found = await services.opportunities.resources(name);
  if (found.length === 0) throw invalidCriterion(context, `Nobody in Autotask is called "${name}".`, 'owner:me');
  return found.map(({ id, name: full }) => ({ id, name: full }));
}

async function findCompaniesNamed(context: FeatureContext, name: string): Promise<readonly NamedRecord[]> {
  const found = await context.services.opportunities.companies(name);
  if (found.length === 0) throw invalidCriterion(context, `No company is called "${name}".`, 'company:"Acme Co"');
  const exact = found.filter((company) => toComparable(company.name) === toComparable(name));
  return (exact.length > 0 ? exact : found).map(({ id, name: full }) => ({ id, name: full }));
}

/** Every entry that has the words at the beginning of a word: `quote` finds "4 Quote sent". */
async function findPicklistEntries(
  context: FeatureContext,
  field: 'stage' | 'opportunityCategoryID',
  text: string,
): Promise<readonly NamedRecord[]> {
  const all = (await context.services.opportunities.picklists()).all(field);
  const wanted = toComparable(text);
  const exact = all.filter(({ label }) => toComparable(label) === wanted);
  const found = exact.length > 0 ? exact : all.filter(({ label }) => ` ${toComparable(label)}`.includes(` ${wanted}`));
  if (found.length > 0) return found.map(({ value, label }) => ({ id: value, name: label }));
  throw invalidCriterion(
    context,
    `There is no ${field === 'stage' ? 'stage' : 'category'} "${text}".`,
    exampleOf(field, all, text),
  );
}

function exampleOf(field: 'stage' | 'opportunityCategoryID', all: readonly PicklistValue[], text: string): string {
  const labels = all.filter(({ active }) => active).map(({ label }) => label);
  const near = closestMatch(text, labels) ?? labels[0] ?? '';
  return `${field === 'stage' ? 'stage' : 'category'}:"${near}"`;
}

const statusWords: Readonly<Record<string, OutcomeFilter>> = {
  open: 'open',
  active: 'open',
  won: 'won',
  lost: 'lost',
  any: 'any',
  all: 'any',
};
function statusCriterion(context: FeatureContext, value: string): OutcomeFilter {
  const found = statusWords[value.toLowerCase()];
  if (found === undefined) throw invalidCriterion(context, `"${value}" is not open, won, lost or any.`, 'status:won');
  return found;
}

function periodCriterion(context: FeatureContext, key: string, value: string): string {
  const dateContext = { today: formatOf(context).today, locale: context.interaction.person.locale ?? 'en-US' };
  if (parsePeriod(value, dateContext) !== undefined) return value;
  const impossible = findImpossibleDay(value, dateContext);
  if (impossible !== undefined) throw invalidCriterion(context, impossible.say, `${key}:${impossible.nearest}`);
  throw invalidCriterion(
    context,
    `I do not understand "${value}" as a time.`,
    `${key}:this-month, ${key}:<30d or ${key}:2026-12-01`,
  );
}

function rangeCriterion(context: FeatureContext, key: string, value: string): string {
  const parsed = parseMoneyRange(value, context.interaction.person.locale);
  if ('say' in parsed) {
    throw invalidCriterion(
      context,
      `I do not understand "${value}" as a figure. ${parsed.say}`,
      `${key}:>10k or ${key}:5k..20k`,
    );
  }
  if (isSatisfiable(parsed.figures)) return formatStoredRange(value, parsed.figures);
  throw invalidCriterion(context, `No figure is ${value.split(/ (?=[<>])/).join(' and ')} at once.`, `${key}:5k..20k`);
}

function daysCriterion(context: FeatureContext, value: string): number {
  const count = Number(/^>?=?(\d{1,4}) ?d?(ays?)?$/i.exec(normalizeNumberText(value))?.[1] ?? Number.NaN);
  if (Number.isNaN(count)) throw invalidCriterion(context, `"${value}" is no number of days.`, 'quiet:30d');
  return count;
}

function sortCriterion(context: FeatureContext, value: string): Sort {
  const found = sortOrders.find((one) => one === value.toLowerCase());
  if (found !== undefined) return found;
  const near = closestMatch(value.replace('-', ''), Object.keys(sortKeys)) ?? '-amount';
  throw invalidCriterion(
    context,
    `Nothing is sorted by "${value}"; there are ${Object.keys(sortKeys).join(', ')}.`,
    `sort:${near}`,
  );
}
