/** Of what ended, how much was won, and the reasons that were given. */
import type { Scope } from './scope';
import type { Standing } from './standing';
import { grouped, sumsOf, type Sums } from './sums';

export interface ReasonCount {
  readonly outcome: 'won' | 'lost';
  /** A value of the picklist `winReason` or `lossReason`; null where none was given. */
  readonly reason: number | null;
  readonly ids: readonly number[];
}
export interface WinRate {
  readonly won: Sums;
  readonly lost: Sums;
  /** By number, 0 to 1; undefined where nothing ended. */
  readonly rate: number | undefined;
  /** Won before lost, each with the most frequent reason first. */
  readonly reasons: readonly ReasonCount[];
}

export function winRateOf(ended: readonly Standing[], scope: Scope): WinRate {
  const sides = (['won', 'lost'] as const).map((outcome) => {
    const side = ended.filter(({ figures }) => scope.outcome(figures) === outcome);
    const reasons = [...grouped(side, ({ reason }) => reason)].map(([reason, of]) => ({
      outcome,
      reason,
      ids: of.map(({ figures }) => figures.id),
    }));
    reasons.sort((a, b) => b.ids.length - a.ids.length || (a.reason ?? Infinity) - (b.reason ?? Infinity));
    return { sums: sumsOf(side.map(({ figures }) => figures)), reasons };
  });
  const [won, lost] = sides.map(({ sums }) => sums) as [Sums, Sums];
  return {
    won,
    lost,
    rate: ended.length === 0 ? undefined : won.count / ended.length,
    reasons: sides.flatMap(({ reasons }) => reasons),
  };
}
