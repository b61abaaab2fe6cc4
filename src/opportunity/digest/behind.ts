/** *Explain this number*: the opportunities behind each figure of a digest, by a name that a button can carry. */
import type { Daily } from './daily';
import type { ForecastLine } from './forecast';
import type { StageSums } from './stages';
import type { Weekly } from './weekly';

/** Figure → ids. Names are for ever: cards that carry them stay in channels for years. */
export type Behind = ReadonlyMap<string, readonly number[]>;

export function behindDaily(daily: Daily): Behind {
  const { comparison } = daily;
  return new Map([
    ['closing', daily.closing.ids],
    ...(comparison === undefined ? [] : [['closing-then', comparison.closing.ids] as const]),
    ...(comparison?.why === undefined ? [] : [['why', comparison.why.reasons.flatMap(({ ids }) => ids)] as const]),
    ['open', daily.open.ids],
    ['won', daily.won.ids],
    ['lost', daily.lost.ids],
    ['changes', daily.changes.map(({ id }) => id)],
    ['attention', daily.attention.map(({ standing }) => standing.figures.id)],
    ...ofStages(daily.stages),
    ...ofForecast(daily.forecast),
  ]);
}

export function behindWeekly(weekly: Weekly): Behind {
  const { walk, slips, quarter, week } = weekly;
  return new Map([
    ...(walk === undefined
      ? []
      : [
          ['walk:start', walk.start.ids] as const,
          ...walk.lines.map(({ line, ids }) => [`walk:${line}`, ids] as const),
          ['walk:end', walk.end.ids] as const,
        ]),
    ['open', weekly.open.ids],
    ['week:won', week.won.ids],
    ['week:lost', week.lost.ids],
    ...week.reasons.map(({ outcome, reason, ids }) => [`week:${outcome}:${String(reason ?? 'none')}`, ids] as const),
    ['quarter:won', quarter.won.ids],
    ['quarter:lost', quarter.lost.ids],
    ...(slips?.owners ?? []).map(({ owner, sums }) => [`slips:${String(owner ?? 'none')}`, sums.ids] as const),
    ...(slips === undefined ? [] : [['again', slips.again.map(({ figures }) => figures.id)] as const]),
    ['changes', weekly.changes.map(({ id }) => id)],
    ['attention', weekly.attention.map(({ standing }) => standing.figures.id)],
    ...ofStages(weekly.stages),
    ...ofForecast(weekly.forecast),
  ]);
}

const ofStages = (stages: readonly StageSums[]) =>
  stages.map(({ stage, ids }) => [`stage:${String(stage)}`, ids] as const);
const ofForecast = (lines: readonly ForecastLine[]) => lines.map((line) => [dueName(line), line.sums.ids] as const);

/** `month:2026-09`, `overdue`, `later`, `undated`. */
export const dueName = (line: ForecastLine): string =>
  line.due === 'month' ? `month:${line.month.slice(0, 7)}` : line.due;
