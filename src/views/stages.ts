/** Stages as rows of a table and bars of a chart. */
import type { Picklists } from '../opportunity/client';
import { sumOf } from '../opportunity/money';
import type { StageTotals, Totals } from '../opportunity/pipeline';
import { pluralize, shorten, type Format } from './format';

export interface StageRow {
  readonly stage: string;
  readonly count: string;
  readonly recurring: string;
  readonly oneTime: string;
  readonly weighted: string;
}
export interface Bar {
  readonly label: string;
  readonly value: number;
}

interface StageFormatOptions {
  readonly picklists: Picklists;
  readonly format: Format;
}

/** Rows of the table, enough for most tenants. The rest is added up in one row. */
const maxStageRows = 20;
/** Slack's limits for charts: bars, and characters of a label. */
const chart = { bars: 6, label: 20 };

export function stageRows(
  stages: readonly StageTotals[],
  { picklists, format }: StageFormatOptions,
  maxRows = maxStageRows,
): readonly StageRow[] {
  const row = (stage: string, totals: Totals): StageRow => ({
    stage,
    count: String(totals.count),
    recurring: format.perMonth(totals.recurring),
    oneTime: format.money(totals.oneTime),
    weighted: format.money(totals.weightedAmount),
  });
  const first = stages.slice(0, stages.length > maxRows ? maxRows - 1 : maxRows);
  const rest = stages.slice(first.length);
  const rows = first.map((totals) => row(shorten(stageName(totals.stage, picklists), 60), totals));
  return rest.length === 0
    ? rows
    : [...rows, row(`+${pluralize(rest.length, 'more stage', 'more stages')}`, sumOfTotals(rest))];
}

/** The stages with the largest weighted amounts, in the order of the pipeline; none where all is zero. */
export function stageBars(stages: readonly StageTotals[], picklists: Picklists): readonly Bar[] {
  const worth = stages.filter(({ weightedAmount }) => Math.round(weightedAmount) > 0);
  const largest = [...worth].sort((a, b) => b.weightedAmount - a.weightedAmount).slice(0, chart.bars);
  const bars = worth.filter((totals) => largest.includes(totals));
  const labels = distinct(bars.map(({ stage }) => stageName(stage, picklists)));
  return bars.map(({ weightedAmount }, index) => ({ label: labels[index] ?? '', value: Math.round(weightedAmount) }));
}

/** Short and distinct: Slack refuses a chart in which two bars have the same label. */
function distinct(names: readonly string[]): readonly string[] {
  const short = names.map((name) => shorten(name, chart.label));
  return short.map((name, index) =>
    short.indexOf(name) === index ? name : `${shorten(name, chart.label - 4)} (${String(index + 1)})`,
  );
}

export function stageName(stage: number, picklists: Picklists): string {
  const picked = picklists.all('stage').find(({ value }) => value === stage);
  return picked === undefined ? `#${String(stage)}` : picked.label + (picked.active ? '' : ' (retired)');
}

function sumOfTotals(stages: readonly StageTotals[]): Totals {
  const sum = (figure: keyof Totals): number => sumOf(stages, (one) => one[figure]);
  return {
    count: sum('count'),
    recurring: sum('recurring'),
    oneTime: sum('oneTime'),
    weightedRecurring: sum('weightedRecurring'),
    weightedOneTime: sum('weightedOneTime'),
    weightedAmount: sum('weightedAmount'),
  };
}
