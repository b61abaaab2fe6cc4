/** Words → what a list shows: `owner:me stage:quote close:this-month acme`. */

import { parseFilters, type FilterTerm } from '../../core/commands/filters';

import type { Tokens } from '../../core/commands/tokenize';
import { joinThousands } from './join-spaced-numbers';
import type { Criteria } from '../../opportunity/criteria';

import { type FeatureContext } from '../services';
import {
  daysCriterion,
  findCompaniesNamed,
  findOwnersNamed,
  findPicklistEntries,
  invalidCriterion,
  parseEach,
  periodCriterion,
  rangeCriterion,
  sortCriterion,
  statusCriterion,
} from './criterion-values';

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
