/** Open opportunities that need a hand, and why. */
import { daysBetween } from '../calendar';
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
  readonly timezone: string;
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

function concernOf(standing: Standing, parts: Parts): Concern | undefined {
  const { figures } = standing;
  const age = ageInStage(figures, parts.pasts.get(figures.id), parts);
  // Nothing has ever happened: it is quiet since it is there.
  const active = standing.active ?? figures.created;
  const quietDays = active === null ? undefined : Math.max(0, daysBetween(active, parts.day));
  const found = [
    ...closeWorries(standing, parts),
    ...over(age?.days, parts.thresholds.stuckDays(figures.stage), 'stuck'),
    ...over(quietDays, parts.thresholds.quietDays, 'quiet'),
    ...(figures.recurring === 0 && figures.oneTime === 0 && figures.amount === 0 ? ['no revenue' as const] : []),
  ];
  const [first, ...others] = found;
  return first === undefined ? undefined : { standing, worries: [first, ...others], age, quietDays };
}

const over = (days: number | undefined, most: number, worry: Worry): readonly Worry[] =>
  days !== undefined && days > most ? [worry] : [];

function closeWorries({ figures: { close }, hasNextStep }: Standing, { day, thresholds }: Parts): readonly Worry[] {
  if (close === null) return [];
  const isSoon = daysBetween(day, close) <= thresholds.soonDays;
  return [...(close < day ? ['overdue' as const] : []), ...(isSoon && !hasNextStep ? ['no next step' as const] : [])];
}
