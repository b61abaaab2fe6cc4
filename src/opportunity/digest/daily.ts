/** The digest of a day: what closes this month against a week ago, what changed, what needs a hand. Sums, no words. */
import type { Figures, Reading } from '../figures';
import { sumOf } from '../money';
import { concernsOf, type Concern, type Thresholds } from './attention';
import { changesBetween, type Change } from './changes';
import { forecastOf, type ForecastLine } from './forecast';
import { coverageOf, type Coverages } from './goal';
import type { Pasts } from './past';
import type { Scope } from './scope';
import { stagesOf, type StageSums } from './stages';
import type { Standing } from './standing';
import { sumsOf, type Money, type Sums } from './sums';
import { partsOf, whyOf, type Measure, type Why } from './why';

export interface DigestParts {
  /** Everything that was read: what is open, and what ended since the comparisons or the beginning of the month. */
  readonly now: readonly Standing[];
  /** Today where the channel is, `yyyy-mm-dd`. */
  readonly day: string;
  /** Where that is; IANA. */
  readonly timezone: string;
  readonly scope: Scope;
  /** Stage ids in the tenant's order. */
  readonly stageOrder: readonly number[];
  readonly pasts: Pasts;
  readonly thresholds: Thresholds;
  /** As it was when the digest was last sent; undefined the first time. */
  readonly before: Reading | undefined;
  /** As it was a week ago. */
  readonly weekAgo: Reading | undefined;
  readonly goal?: Money | undefined;
}

/** The two figures of the headline, a week ago; both weighted. */
export interface Comparison {
  readonly at: Date;
  readonly closing: Sums;
  /** Now less then. */
  readonly recurring: number;
  readonly oneTime: number;
  /** Of the recurring figure where that differs, else of the one-time figure; undefined where neither does. */
  readonly why: (Why & { readonly of: keyof Money }) | undefined;
}

export interface Daily {
  readonly day: string;
  /** Open, and projected to close this month. Compared are opportunities of the same month, whenever they were read. */
  readonly closing: Sums;
  readonly comparison: Comparison | undefined;
  readonly open: Sums;
  readonly won: Sums;
  readonly lost: Sums;
  readonly coverage: Coverages | undefined;
  /** When what is compared with was read; undefined the first time. */
  readonly since: Date | undefined;
  readonly changes: readonly Change[];
  readonly attention: readonly Concern[];
  readonly stages: readonly StageSums[];
  readonly forecast: readonly ForecastLine[];
  /** Nothing moved, and nothing needs a hand. The first digest is never quiet. */
  readonly quiet: boolean;
}

export function dailyOf(parts: DigestParts): Daily {
  const { now, day, timezone, scope, pasts, before, goal } = parts;
  const after = now.map(({ figures }) => figures);
  const open = now.filter(({ figures }) => scope.isOpen(figures) && scope.holds(figures));
  const openFigures = open.map(({ figures }) => figures);
  const ended = (outcome: 'won' | 'lost'): Sums =>
    sumsOf(after.filter((one) => scope.outcome(one) === outcome && scope.holds(one) && inMonth(one.ended, day)));
  const closing = sumsOf(openFigures.filter(({ close }) => inMonth(close, day)));
  const changes = before === undefined ? [] : changesBetween({ before, after, scope, pasts, timezone });
  const attention = concernsOf(open, parts);
  const won = ended('won');
  return {
    day,
    closing,
    comparison: comparisonOf(parts, closing),
    open: sumsOf(openFigures),
    won,
    lost: ended('lost'),
    coverage: goal === undefined ? undefined : coverageOf(goal, won, closing),
    since: before?.at,
    changes,
    attention,
    stages: stagesOf(openFigures, parts.stageOrder),
    forecast: forecastOf(openFigures, day),
    quiet: before !== undefined && changes.length === 0 && attention.length === 0,
  };
}

/** Months compare as texts: twenty thousand dates are held against one. */
const inMonth = (date: string | null, day: string): boolean => date !== null && date.startsWith(day.slice(0, 7));

/** Exact, as both are. */
const less = (now: number, then: number): number => sumOf([now, -then], (part) => part);

function comparisonOf(
  { weekAgo, now, scope, pasts, day, timezone }: DigestParts,
  closing: Sums,
): Comparison | undefined {
  if (weekAgo === undefined) return undefined;
  const counts = (figures: Figures): boolean =>
    scope.isOpen(figures) && scope.holds(figures) && inMonth(figures.close, day);
  const then = sumsOf(weekAgo.figures.filter(counts));
  const recurring = less(closing.weightedRecurring, then.weightedRecurring);
  const oneTime = less(closing.weightedOneTime, then.weightedOneTime);
  const of = recurring === 0 ? 'oneTime' : 'recurring';
  const measure: Measure = { counts, money: (figures) => figures[of] };
  const between = { before: weekAgo, after: now.map(({ figures }) => figures), scope, pasts, timezone };
  const why = whyOf(partsOf(between, measure));
  return { at: weekAgo.at, closing: then, recurring, oneTime, why: why === undefined ? undefined : { ...why, of } };
}
