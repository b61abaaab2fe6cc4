/** Closes that were pushed to a later day, by owner, and which of them are pushed again and again. */
import { daysBetween } from '../calendar';
import type { Figures } from '../figures';
import type { Change } from './changes';
import { pushesOf, type Pasts } from './past';
import type { Scope } from './scope';
import { grouped, sumsOf, type Sums } from './sums';

export interface OwnerSlips {
  readonly owner: number | null;
  /** As they stand now. */
  readonly sums: Sums;
  /** By how many days, all together. */
  readonly days: number;
}
export interface Pushed {
  readonly figures: Figures;
  /** How often, as far as readings tell. */
  readonly pushes: number;
}
export interface Slips {
  /** The most slips first. */
  readonly owners: readonly OwnerSlips[];
  /** Pushed now for the third time or more, the most often pushed first. */
  readonly again: readonly Pushed[];
}

/** A third push says that the date is a wish. */
const tooOften = 3;

export function slipsOf(changes: readonly Change[], pasts: Pasts, scope: Scope): Slips {
  const slipped = changes.flatMap(({ kinds, before, after }) =>
    kinds.includes('slipped') && before !== undefined && after !== undefined ? [{ before, after }] : [],
  );
  const owners = [...grouped(slipped, ({ after }) => after.owner)].map(([owner, of]) => ({
    owner,
    sums: sumsOf(of.map(({ after }) => after)),
    days: of.reduce((sum, { before, after }) => sum + daysBetween(before.close ?? '', after.close ?? ''), 0),
  }));
  const again = slipped
    .map(({ after }) => ({ figures: after, pushes: pushesOf(after, pasts.get(after.id), scope) }))
    .filter(({ pushes }) => pushes >= tooOften);
  return {
    owners: owners.sort((a, b) => b.sums.count - a.sums.count || b.days - a.days || (a.owner ?? 0) - (b.owner ?? 0)),
    again: again.sort(
      (a, b) => b.pushes - a.pushes || b.figures.amount - a.figures.amount || a.figures.id - b.figures.id,
    ),
  };
}
