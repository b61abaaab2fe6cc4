/** The figures of a weekly digest: the waterfall of the quarter, slipped closes, the win rate and its reasons. */
import { addDays } from '../../../core/days';
import { quarterStart } from '../../../opportunity/calendar';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { attentionItems, type AttentionItem } from './attention';
import { changesBetween, type SnapshotComparison, type DigestChange } from './changes';
import type { DigestInput } from './daily';
import { forecastByMonth, type ForecastLine, sumsByStage, type StageSums, sumsOf, type Sums } from './sums';
import { slipsOf, type Slips } from './slips';
import { calculateWaterfall, type Waterfall } from './waterfall';
import type { DigestScope } from './scope';
import type { DigestRow } from './digest-row';
import { groupBy } from '../../../opportunity/pipeline';

export interface WeeklyDigest {
  readonly day: string;
  readonly open: Sums;
  /** When the earlier snapshot was taken; undefined without one. */
  readonly since: Date | undefined;
  readonly waterfall: Waterfall | undefined;
  readonly slips: Slips | undefined;
  readonly changes: readonly DigestChange[];
  /** Of the last seven days, and of the quarter so far; by the day it was won or lost. */
  readonly week: WinRate;
  readonly quarter: WinRate;
  readonly attention: readonly AttentionItem[];
  readonly stages: readonly StageSums[];
  readonly forecast: readonly ForecastLine[];
  readonly quiet: boolean;
}

/** Compares with `weekAgo`; `before` is not used. */
export function calculateWeeklyDigest(input: DigestInput): WeeklyDigest {
  const { rows, day, timezone, scope, histories, weekAgo } = input;
  const after = rows.map(({ snapshot }) => snapshot);
  const open = rows.filter(({ snapshot }) => scope.isOpen(snapshot) && scope.includes(snapshot));
  const openSnapshots = open.map(({ snapshot }) => snapshot);
  const comparison: SnapshotComparison | undefined = weekAgo && { before: weekAgo, after, scope, histories, timezone };
  const changes = comparison === undefined ? [] : changesBetween(comparison);
  const attention = attentionItems(open, input);
  const ended = rows.filter(({ snapshot }) => !scope.isOpen(snapshot) && scope.includes(snapshot));
  const winRateFrom = (first: string) =>
    winRateOf(
      ended.filter((one) => isWithin(one.snapshot, first, day)),
      scope,
    );
  return {
    day,
    open: sumsOf(openSnapshots),
    since: weekAgo?.at,
    waterfall: comparison && calculateWaterfall(comparison, day),
    slips: comparison && slipsOf(changes, histories, scope),
    changes,
    week: winRateFrom(addDays(day, -6)),
    quarter: winRateFrom(quarterStart(day)),
    attention,
    stages: sumsByStage(openSnapshots, input.stageOrder),
    forecast: forecastByMonth(openSnapshots, day),
    quiet: weekAgo !== undefined && changes.length === 0 && attention.length === 0,
  };
}

const isWithin = ({ ended }: OpportunitySnapshot, first: string, last: string): boolean =>
  ended !== null && ended >= first && ended <= last;

export interface ReasonCount {
  readonly outcome: 'won' | 'lost';
  /** A value of the picklist `winReason` or `lossReason`; null where none was given. */
  readonly reason: number | null;
  readonly ids: readonly number[];
}
export interface WinRate {
  readonly won: Sums;
  readonly lost: Sums;
  /** By count, 0 to 1; undefined where nothing ended. */
  readonly rate: number | undefined;
  /** Won before lost, each with the most frequent reason first. */
  readonly reasons: readonly ReasonCount[];
}

function winRateOf(ended: readonly DigestRow[], scope: DigestScope): WinRate {
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
