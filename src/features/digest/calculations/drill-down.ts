/** *Explain a number*: the opportunities behind each figure of a digest, by a name that a button can carry. */
import type { DailyDigest } from './daily';
import type { ForecastLine, StageSums } from './sums';
import type { WeeklyDigest } from './weekly';

/** Figure → ids. Names are permanent: cards that carry them stay in channels for years. */
export type DrillDown = ReadonlyMap<string, readonly number[]>;

export function dailyDrillDown(digest: DailyDigest): DrillDown {
  const { comparison } = digest;
  return new Map([
    ['closing', digest.closing.ids],
    ...(comparison === undefined ? [] : [['closing-then', comparison.closing.ids] as const]),
    ...(comparison?.variance === undefined
      ? []
      : [['why', comparison.variance.reasons.flatMap(({ ids }) => ids)] as const]),
    ['open', digest.open.ids],
    ['won', digest.won.ids],
    ['lost', digest.lost.ids],
    ['changes', digest.changes.map(({ id }) => id)],
    ['attention', digest.attention.map(({ row }) => row.snapshot.id)],
    ...stageEntries(digest.stages),
    ...forecastEntries(digest.forecast),
  ]);
}

export function weeklyDrillDown(digest: WeeklyDigest): DrillDown {
  const { waterfall, slips, quarter, week } = digest;
  return new Map([
    ...(waterfall === undefined
      ? []
      : [
          ['walk:start', waterfall.start.ids] as const,
          ...waterfall.lines.map(({ line, ids }) => [`walk:${line}`, ids] as const),
          ['walk:end', waterfall.end.ids] as const,
        ]),
    ['open', digest.open.ids],
    ['week:won', week.won.ids],
    ['week:lost', week.lost.ids],
    ...week.reasons.map(({ outcome, reason, ids }) => [`week:${outcome}:${String(reason ?? 'none')}`, ids] as const),
    ['quarter:won', quarter.won.ids],
    ['quarter:lost', quarter.lost.ids],
    ...(slips?.owners ?? []).map(({ owner, sums }) => [`slips:${String(owner ?? 'none')}`, sums.ids] as const),
    ...(slips === undefined ? [] : [['again', slips.repeatedPushes.map(({ snapshot }) => snapshot.id)] as const]),
    ['changes', digest.changes.map(({ id }) => id)],
    ['attention', digest.attention.map(({ row }) => row.snapshot.id)],
    ...stageEntries(digest.stages),
    ...forecastEntries(digest.forecast),
  ]);
}

const stageEntries = (stages: readonly StageSums[]) =>
  stages.map(({ stage, ids }) => [`stage:${String(stage)}`, ids] as const);
const forecastEntries = (lines: readonly ForecastLine[]) =>
  lines.map((line) => [forecastKey(line), line.sums.ids] as const);

/** `month:2026-09`, `overdue`, `later`, `undated`. */
const forecastKey = (line: ForecastLine): string =>
  line.due === 'month' ? `month:${line.month.slice(0, 7)}` : line.due;
