/** The figures of a daily digest: what closes this month against a week ago, what changed, what needs attention. */
import type { OpportunitySnapshot, PipelineSnapshot } from '../../../opportunity/snapshot';
import { sumOf } from '../../../opportunity/money';
import { attentionItems, type AttentionItem, type Thresholds } from './attention';
import { changesBetween, type DigestChange } from './changes';
import { forecastByMonth, type ForecastLine, sumsByStage, type StageSums, sumsOf, type Money, type Sums } from './sums';
import type { OpportunityHistories } from './history';
import type { DigestScope } from './scope';
import type { DigestRow } from './digest-row';
import { varianceParts, explainVariance, type VarianceMeasure, type Variance } from './variance';

export interface DigestInput {
  /** All that was read: open opportunities, and those that ended since the comparisons or the start of the quarter. */
  readonly rows: readonly DigestRow[];
  /** Today in `timezone`, `yyyy-mm-dd`. */
  readonly day: string;
  /** IANA name. */
  readonly timezone: string;
  readonly scope: DigestScope;
  /** Stage ids in the tenant's order. */
  readonly stageOrder: readonly number[];
  readonly histories: OpportunityHistories;
  readonly thresholds: Thresholds;
  /** As it was when the digest was last sent; undefined the first time. */
  readonly before: PipelineSnapshot | undefined;
  /** As it was a week ago. */
  readonly weekAgo: PipelineSnapshot | undefined;
  readonly goal?: Money | undefined;
}

/** The two weighted figures of the headline, against a week ago. */
export interface WeekComparison {
  readonly at: Date;
  readonly closing: Sums;
  /** Now minus then. */
  readonly recurring: number;
  readonly oneTime: number;
  /** Of the recurring figure where it differs, else of the one-time figure; undefined where neither differs. */
  readonly variance: (Variance & { readonly of: keyof Money }) | undefined;
}

export interface DailyDigest {
  readonly day: string;
  /** Open, and projected to close this month: the comparison is about the same month. */
  readonly closing: Sums;
  readonly comparison: WeekComparison | undefined;
  readonly open: Sums;
  readonly won: Sums;
  readonly lost: Sums;
  readonly coverage: GoalCoverage | undefined;
  /** When the earlier snapshot was taken; undefined the first time. */
  readonly since: Date | undefined;
  readonly changes: readonly DigestChange[];
  readonly attention: readonly AttentionItem[];
  readonly stages: readonly StageSums[];
  readonly forecast: readonly ForecastLine[];
  /** Nothing changed, and nothing needs attention. The first digest is never quiet. */
  readonly quiet: boolean;
}

export function calculateDailyDigest(input: DigestInput): DailyDigest {
  const { rows, day, timezone, scope, histories, before, goal } = input;
  const after = rows.map(({ snapshot }) => snapshot);
  const open = rows.filter(({ snapshot }) => scope.isOpen(snapshot) && scope.includes(snapshot));
  const openSnapshots = open.map(({ snapshot }) => snapshot);
  const sumsOfEnded = (outcome: 'won' | 'lost'): Sums =>
    sumsOf(after.filter((one) => scope.outcome(one) === outcome && scope.includes(one) && isInMonthOf(one.ended, day)));
  const closing = sumsOf(openSnapshots.filter(({ close }) => isInMonthOf(close, day)));
  const changes = before === undefined ? [] : changesBetween({ before, after, scope, histories, timezone });
  const attention = attentionItems(open, input);
  const won = sumsOfEnded('won');
  return {
    day,
    closing,
    comparison: compareWithWeekAgo(input, closing),
    open: sumsOf(openSnapshots),
    won,
    lost: sumsOfEnded('lost'),
    coverage: goal === undefined ? undefined : goalCoverage(goal, won, closing),
    since: before?.at,
    changes,
    attention,
    stages: sumsByStage(openSnapshots, input.stageOrder),
    forecast: forecastByMonth(openSnapshots, day),
    quiet: before !== undefined && changes.length === 0 && attention.length === 0,
  };
}

/** Compared as texts, which is fast: there may be twenty thousand dates. */
const isInMonthOf = (date: string | null, day: string): boolean => date !== null && date.startsWith(day.slice(0, 7));

/** Without rounding errors. */
const subtract = (now: number, then: number): number => sumOf([now, -then], (part) => part);

function compareWithWeekAgo(
  { weekAgo, rows, scope, histories, day, timezone }: DigestInput,
  closing: Sums,
): WeekComparison | undefined {
  if (weekAgo === undefined) return undefined;
  const counts = (snapshot: OpportunitySnapshot): boolean =>
    scope.isOpen(snapshot) && scope.includes(snapshot) && isInMonthOf(snapshot.close, day);
  const then = sumsOf(weekAgo.snapshots.filter(counts));
  const recurring = subtract(closing.weightedRecurring, then.weightedRecurring);
  const oneTime = subtract(closing.weightedOneTime, then.weightedOneTime);
  const of = recurring === 0 ? 'oneTime' : 'recurring';
  const measure: VarianceMeasure = { counts, money: (snapshot) => snapshot[of] };
  const comparison = { before: weekAgo, after: rows.map(({ snapshot }) => snapshot), scope, histories, timezone };
  const variance = explainVariance(varianceParts(comparison, measure));
  return {
    at: weekAgo.at,
    closing: then,
    recurring,
    oneTime,
    variance: variance === undefined ? undefined : { ...variance, of },
  };
}

export type Coverage =
  /** `times`: what closes this month, unweighted, divided by what is missing. */
  { readonly state: 'open'; readonly missing: number; readonly times: number } | { readonly state: 'reached' };
export interface GoalCoverage {
  /** Undefined where no goal is set. */
  readonly recurring: Coverage | undefined;
  readonly oneTime: Coverage | undefined;
}

export function goalCoverage(goal: Money, won: Sums, closing: Sums): GoalCoverage {
  const coverageFor = (of: keyof Money): Coverage | undefined => {
    if (goal[of] <= 0) return undefined;
    const missing = goal[of] - won[of];
    return missing <= 0 ? { state: 'reached' } : { state: 'open', missing, times: closing[of] / missing };
  };
  return { recurring: coverageFor('recurring'), oneTime: coverageFor('oneTime') };
}
