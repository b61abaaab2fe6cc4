/** Open opportunities that need a hand, and why. */
import { addDays, daysBetween } from '../calendar';
import { ageInStage, type Age, type Pasts } from './past';
import type { Standing } from './standing';

export type Worry = 'overdue' | 'no next step' | 'stuck' | 'quiet' | 'no revenue';

export interface Thresholds {
  /** Days before the projected close from which a next step is expected. */
  readonly soonDays: number;
  /** Days without activity after which it counts as quiet. */
  readonly quietDays: number;
  /** Days in one stage after which it counts as stuck. */
  stuckDays(stage: number): number;
}
export const usualThresholds: Thresholds = { soonDays: 7, quietDays: 30, stuckDays: () => 45 };

export interface Concern {
  readonly standing: Standing;
  readonly worries: readonly [Worry, ...Worry[]];
  /** Undefined when no reading tells. */
  readonly age: Age | undefined;
  readonly quietDays: number | undefined;
}

interface Parts {
  readonly day: string;
  readonly pasts: Pasts;
  readonly thresholds: Thresholds;
}

/** The one with the most worries first, then the longest overdue, then the largest. */
export function concernsOf(open: readonly Standing[], parts: Parts): readonly Concern[] {
  const close = ({ standing }: Concern): string => standing.figures.close ?? '9999';
  return open
    .flatMap((standing) => concernOf(standing, parts) ?? [])
    .sort(
      (a, b) =>
        b.worries.length - a.worries.length ||
        (close(a) < close(b) ? -1 : close(a) > close(b) ? 1 : 0) ||
        b.standing.figures.amount - a.standing.figures.amount ||
        a.standing.figures.id - b.standing.figures.id,
    );
}

function concernOf(standing: Standing, { day, pasts, thresholds }: Parts): Concern | undefined {
  const { figures } = standing;
  const { close } = figures;
  const age = ageInStage(figures, pasts.get(figures.id), day);
  // Nothing has ever happened: it is quiet since it is there.
  const active = standing.active ?? figures.created;
  const quietDays = active === null ? undefined : Math.max(0, daysBetween(active, day));
  const found: Worry[] = [];
  if (close !== null && close < day) found.push('overdue');
  if (close !== null && close <= addDays(day, thresholds.soonDays) && !standing.hasNextStep) found.push('no next step');
  if (age !== undefined && age.days > thresholds.stuckDays(figures.stage)) found.push('stuck');
  if (quietDays !== undefined && quietDays > thresholds.quietDays) found.push('quiet');
  if (figures.recurring === 0 && figures.oneTime === 0 && figures.amount === 0) found.push('no revenue');
  const [first, ...others] = found;
  return first === undefined ? undefined : { standing, worries: [first, ...others], age, quietDays };
}
