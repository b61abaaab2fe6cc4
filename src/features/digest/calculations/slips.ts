/** Closes that were pushed to a later day, by owner, and those that were pushed repeatedly. */
import { daysBetween } from '../../../core/days';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import type { DigestChange } from './changes';
import { countPushes, type OpportunityHistories } from './history';
import type { DigestScope } from './scope';
import { groupBy } from '../../../opportunity/pipeline';
import { sumsOf, type Sums } from './sums';

export interface OwnerSlips {
  readonly owner: number | null;
  /** Of the present values. */
  readonly sums: Sums;
  /** Days in total. */
  readonly days: number;
}
export interface RepeatedPush {
  readonly snapshot: OpportunitySnapshot;
  /** How often, as far as snapshots go back. */
  readonly pushes: number;
}
export interface Slips {
  /** The most slips first. */
  readonly owners: readonly OwnerSlips[];
  /** Pushed for at least the third time, the most often pushed first. */
  readonly repeatedPushes: readonly RepeatedPush[];
}

/** After three pushes the date is hardly a plan. */
const repeatedFrom = 3;

export function slipsOf(changes: readonly DigestChange[], histories: OpportunityHistories, scope: DigestScope): Slips {
  const slipped = changes.flatMap(({ kinds, before, after }) =>
    kinds.includes('slipped') && before !== undefined && after !== undefined ? [{ before, after }] : [],
  );
  const owners = [...groupBy(slipped, ({ after }) => after.owner)].map(([owner, of]) => ({
    owner,
    sums: sumsOf(of.map(({ after }) => after)),
    days: of.reduce((sum, { before, after }) => sum + daysBetween(before.close ?? '', after.close ?? ''), 0),
  }));
  const repeatedPushes = slipped
    .map(({ after }) => ({ snapshot: after, pushes: countPushes(after, histories.get(after.id), scope) }))
    .filter(({ pushes }) => pushes >= repeatedFrom);
  return {
    owners: owners.sort((a, b) => b.sums.count - a.sums.count || b.days - a.days || (a.owner ?? 0) - (b.owner ?? 0)),
    repeatedPushes: repeatedPushes.sort(
      (a, b) => b.pushes - a.pushes || b.snapshot.amount - a.snapshot.amount || a.snapshot.id - b.snapshot.id,
    ),
  };
}
