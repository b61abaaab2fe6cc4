/** Filters with long lists, in parts: Autotask takes 500 alternatives in one query. */
import type { OpportunityFilter } from '../../opportunity/client';

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
