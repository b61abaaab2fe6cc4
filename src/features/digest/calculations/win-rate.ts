/** Of what ended, how much was won, and the reasons that were given. */
import type { DigestScope } from './scope';
import type { DigestRow } from './digest-row';
import { groupBy } from '../../../opportunity/pipeline';
import { sumsOf, type Sums } from './sums';

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

export function winRateOf(ended: readonly DigestRow[], scope: DigestScope): WinRate {
  const sides = (['won', 'lost'] as const).map((outcome) => {
    const ofOutcome = ended.filter(({ snapshot }) => scope.outcome(snapshot) === outcome);
    const reasons = [...groupBy(ofOutcome, ({ reason }) => reason)].map(([reason, of]) => ({
      outcome,
      reason,
      ids: of.map(({ snapshot }) => snapshot.id),
    }));
    reasons.sort((a, b) => b.ids.length - a.ids.length || (a.reason ?? Infinity) - (b.reason ?? Infinity));
    return { sums: sumsOf(ofOutcome.map(({ snapshot }) => snapshot)), reasons };
  });
  const [won, lost] = sides.map(({ sums }) => sums) as [Sums, Sums];
  return {
    won,
    lost,
    rate: ended.length === 0 ? undefined : won.count / ended.length,
    reasons: sides.flatMap(({ reasons }) => reasons),
  };
}
