/** Filters with long lists, in parts: Autotask takes 500 alternatives in one query. */
import type { OpportunityFilter } from '../opportunity/client';

const listed = ['ids', 'owner', 'stage', 'status', 'company', 'category'] as const;
type Listed = (typeof listed)[number];

/** Each opportunity that the filter matches is matched by exactly one part. */
export function partsOf(filter: OpportunityFilter, most: number): readonly OpportunityFilter[] {
  const given = listed.filter((name) => filter[name] !== undefined);
  const distinct = given.map((name) => [name, [...new Set(filter[name])]] as const);
  return split({ ...filter, ...Object.fromEntries(distinct) }, most);
}

function split(filter: OpportunityFilter, most: number): readonly OpportunityFilter[] {
  const sizeOf = (name: Listed): number => filter[name]?.length ?? 0;
  const [longest] = [...listed].sort((a, b) => sizeOf(b) - sizeOf(a));
  const all = listed.reduce((sum, name) => sum + sizeOf(name), 0);
  if (longest === undefined || all <= most || sizeOf(longest) < 2) return [filter];
  const values = filter[longest] ?? [];
  const half = Math.ceil(values.length / 2);
  return [values.slice(0, half), values.slice(half)].flatMap((some) => split({ ...filter, [longest]: some }, most));
}
