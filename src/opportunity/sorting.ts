/** The orders that a list can have. Autotask cannot sort. */
import { datePart } from './calendar';
import { oneTime, recurringPerMonth, weighted } from './money';
import type { Opportunity } from './opportunity';

type SortValueOf = (opportunity: Opportunity) => number | string | undefined;

export const sortKeys = {
  close: ({ fields }) => datePart(fields.projectedCloseDate),
  amount: ({ fields }) => fields.amount ?? 0,
  mrr: ({ fields }) => recurringPerMonth(fields),
  onetime: ({ fields }) => oneTime(fields),
  weighted: ({ fields }) => weighted(fields.amount ?? 0, fields),
  probability: ({ fields }) => fields.probability ?? 0,
  stage: ({ fields }) => fields.stage,
  title: ({ fields }) => fields.title.toLowerCase(),
  activity: ({ fields }) => fields.lastActivity ?? undefined,
  created: ({ fields }) => fields.startDate ?? undefined,
} satisfies Record<string, SortValueOf>;
export type SortKey = keyof typeof sortKeys;

/** A minus before it turns the order round. */
export type Sort = SortKey | `-${SortKey}`;

export const sortOrders = Object.keys(sortKeys).flatMap((key) => [key, `-${key}`]) as [Sort, ...Sort[]];

/** What has no value comes last either way; what is equal stays in the order of the numbers. */
export function compareBy(sort: Sort): (a: Opportunity, b: Opportunity) => number {
  const isDescending = sort.startsWith('-');
  const key: SortValueOf = sortKeys[sort.replace('-', '') as SortKey];
  return (a, b) => {
    const [first, second] = [key(a), key(b)];
    if (first === second) return a.id - b.id;
    if (first === undefined) return 1;
    if (second === undefined) return -1;
    return first < second === isDescending ? 1 : -1;
  };
}

const sortLabels: Record<SortKey, readonly [up: string, down: string]> = {
  close: ['Earliest close first', 'Latest close first'],
  amount: ['Smallest amount first', 'Largest amount first'],
  mrr: ['Smallest recurring first', 'Largest recurring first'],
  onetime: ['Smallest one-time first', 'Largest one-time first'],
  weighted: ['Smallest weighted first', 'Largest weighted first'],
  probability: ['Least probable first', 'Most probable first'],
  stage: ['Earliest stage first', 'Latest stage first'],
  title: ['By title', 'By title, backwards'],
  activity: ['Longest quiet first', 'Latest activity first'],
  created: ['Oldest first', 'Newest first'],
};

export const sortLabel = (sort: Sort): string =>
  sortLabels[sort.replace('-', '') as SortKey][sort.startsWith('-') ? 1 : 0];
