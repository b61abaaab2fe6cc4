/** The digest of a week: the walk of the quarter, who pushed what, how often we win and why. Sums, no words. */
import { addDays } from '../../../core/days';
import { quarterStart } from '../../../opportunity/calendar';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { attentionItems, type AttentionItem } from './attention';
import { changesBetween, type SnapshotComparison, type DigestChange } from './changes';
import type { DigestInput } from './daily';
import { forecastByMonth, type ForecastLine } from './forecast';
import { slipsOf, type Slips } from './slips';
import { sumsByStage, type StageSums } from './stages';
import { sumsOf, type Sums } from './sums';
import { calculateWaterfall, type Waterfall } from './waterfall';
import { winRateOf, type WinRate } from './win-rate';

export interface WeeklyDigest {
  readonly day: string;
  readonly open: Sums;
  /** When what is compared with was read; undefined where there is nothing to compare with. */
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

/** Compares with `weekAgo`; `before` is not asked. */
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
