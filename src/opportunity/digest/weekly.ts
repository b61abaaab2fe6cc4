/** The digest of a week: the walk of the quarter, who pushed what, how often we win and why. Sums, no words. */
import { addDays, quarterStart } from '../calendar';
import type { Figures } from '../figures';
import { concernsOf, type Concern } from './attention';
import { changesBetween, type Between, type Change } from './changes';
import type { DigestParts } from './daily';
import { forecastOf, type ForecastLine } from './forecast';
import { slipsOf, type Slips } from './slips';
import { stagesOf, type StageSums } from './stages';
import { sumsOf, type Sums } from './sums';
import { walkOf, type Walk } from './walk';
import { winRateOf, type WinRate } from './win-rate';

export interface Weekly {
  readonly day: string;
  readonly open: Sums;
  /** When what is compared with was read; undefined where there is nothing to compare with. */
  readonly since: Date | undefined;
  readonly walk: Walk | undefined;
  readonly slips: Slips | undefined;
  readonly changes: readonly Change[];
  /** Of the last seven days, and of the quarter so far; by the day it was won or lost. */
  readonly week: WinRate;
  readonly quarter: WinRate;
  readonly attention: readonly Concern[];
  readonly stages: readonly StageSums[];
  readonly forecast: readonly ForecastLine[];
  readonly quiet: boolean;
}

/** Compares with `weekAgo`; `before` is not asked. */
export function weeklyOf(parts: DigestParts): Weekly {
  const { now, day, timezone, scope, pasts, weekAgo } = parts;
  const after = now.map(({ figures }) => figures);
  const open = now.filter(({ figures }) => scope.isOpen(figures) && scope.holds(figures));
  const openFigures = open.map(({ figures }) => figures);
  const between: Between | undefined = weekAgo && { before: weekAgo, after, scope, pasts, timezone };
  const changes = between === undefined ? [] : changesBetween(between);
  const attention = concernsOf(open, parts);
  const ended = now.filter(({ figures }) => !scope.isOpen(figures) && scope.holds(figures));
  const from = (first: string) =>
    winRateOf(
      ended.filter((one) => isWithin(one.figures, first, day)),
      scope,
    );
  return {
    day,
    open: sumsOf(openFigures),
    since: weekAgo?.at,
    walk: between && walkOf(between, day),
    slips: between && slipsOf(changes, pasts, scope),
    changes,
    week: from(addDays(day, -6)),
    quarter: from(quarterStart(day)),
    attention,
    stages: stagesOf(openFigures, parts.stageOrder),
    forecast: forecastOf(openFigures, day),
    quiet: weekAgo !== undefined && changes.length === 0 && attention.length === 0,
  };
}

const isWithin = ({ ended }: Figures, first: string, last: string): boolean =>
  ended !== null && ended >= first && ended <= last;
