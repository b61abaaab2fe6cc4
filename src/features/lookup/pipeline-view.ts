/** Totals by stage as a table and a chart, with every figure of both in words. */
import type { View } from '../../core/reply';
import type { Criteria } from '../../opportunity/criteria';
import type { Picklists } from '../../opportunity/client';
import type { StageTotals, Totals } from '../../opportunity/pipeline';
import { listButton, sharePipelineButton } from '../../views/buttons';
import type { Format } from '../../views/format';
import { stageBars, stageRows } from '../../views/stages';

export interface PipelineViewOptions {
  readonly criteria: Criteria;
  /** How it is narrowed, in words; empty when it is not. */
  readonly narrowed: string;
  readonly totals: Totals;
  readonly stages: readonly StageTotals[];
  readonly picklists: Picklists;
  readonly format: Format;
  readonly readAt: Date;
  /** On show for everybody: without what is for the asker alone. */
  readonly shared: boolean;
}

export function pipelineView(options: PipelineViewOptions): View {
  const { criteria, narrowed, totals, format, readAt, shared } = options;
  const rows = stageRows(options.stages, options);
  const model = {
    title: 'Pipeline',
    narrowed,
    headline: `${format.perMonth(totals.weightedRecurring)} recurring and ${format.money(totals.weightedOneTime)} one-time`,
    headlineAbout: 'weighted by probability',
    facts: [
      { name: 'Opportunities', value: String(totals.count) },
      { name: 'Recurring', value: format.perMonth(totals.recurring) },
      { name: 'One-time', value: format.money(totals.oneTime) },
      { name: 'Weighted amount', value: format.money(totals.weightedAmount) },
    ],
    chartTitle: 'Weighted amount by stage',
    bars: stageBars(options.stages, options.picklists),
    stages: rows,
    footer: `Read ${format.time(readAt)}. Weighted = figure × probability. Recurring and one-time are never added.`,
    controls: shared
      ? []
      : [
          listButton.with({ criteria, page: 0 }, 'Show the opportunities'),
          sharePipelineButton.with({ criteria }, 'Post to channel'),
        ],
  };
  const words = [
    `${model.title}${narrowed === '' ? '' : ` (${narrowed})`}: ${model.headline} ${model.headlineAbout}`,
    ...model.facts.map(({ name, value }) => `${name}: ${value}`),
    ...rows.map((row) => `${row.stage}: ${row.count}, ${row.recurring} + ${row.oneTime}, weighted ${row.weighted}`),
    model.footer,
  ];
  return { card: 'pipeline', model, text: words.join('\n') };
}
