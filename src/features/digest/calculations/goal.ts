/** How far what closes this month covers what is still missing to the goal. */
import type { Money, Sums } from './sums';

export type Coverage =
  /** What closes this month, unweighted, is so many times what is missing. */
  { readonly state: 'open'; readonly missing: number; readonly times: number } | { readonly state: 'reached' };
export interface GoalCoverage {
  /** Undefined where no goal is set. */
  readonly recurring: Coverage | undefined;
  readonly oneTime: Coverage | undefined;
}

export function goalCoverage(goal: Money, won: Sums, closing: Sums): GoalCoverage {
  const coverageFor = (of: keyof Money): Coverage | undefined => {
    if (goal[of] <= 0) return undefined;
    const missing = goal[of] - won[of];
    return missing <= 0 ? { state: 'reached' } : { state: 'open', missing, times: closing[of] / missing };
  };
  return { recurring: coverageFor('recurring'), oneTime: coverageFor('oneTime') };
}
