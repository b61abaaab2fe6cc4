/** The feature `pipeline`: totals by stage, weighted, recurring and one-time apart. */
import { Unavailable } from '../../core/errors';
import type { Feature } from '../../core/feature';
import { showToAsker, showToEveryone, type Reply, type View } from '../../core/reply';
import { describeCriteria, type Criteria } from '../../opportunity/criteria';
import { totalsByStage, totalsOf, type StageTotals, type Totals } from '../../opportunity/pipeline';
import { sharePipelineButton, listButton } from '../../views/buttons';
import { capitalize, type Format } from '../../views/format';
import { noticeView } from '../../views/notice';
import { buildCriteriaFilter } from '../choosing/criteria-filter';
import { parseCriteria } from '../choosing/parse-criteria';
import { onPressToPost } from '../changing/post-once';
import { formatOf, type FeatureContext, type Services } from '../services';
import type { Picklists } from '../../opportunity/client';
import { stageBars, stageRows } from '../../views/stages';

/** Reads the whole matching set once: a partial total is never shown as if it were whole. */
async function buildPipelineView(context: FeatureContext, criteria: Criteria, shared = false): Promise<View> {
  const { opportunities } = context.services;
  const picklists = await opportunities.picklists();
  const { filter, matches } = buildCriteriaFilter(context, criteria, picklists);
  const found = await opportunities.all(filter);
  if (!found.complete) throw tooMany(found.opportunities.length);
  const matching = found.opportunities.filter(matches);
  const narrowed = describeCriteria(criteria);
  if (matching.length === 0) return noticeView('Pipeline', emptyPipelineText(narrowed));
  return pipelineView({
    criteria,
    narrowed: capitalize(narrowed),
    totals: totalsOf(matching),
    stages: totalsByStage(
      matching,
      picklists.all('stage').map(({ value }) => value),
    ),
    picklists,
    format: formatOf(context),
    readAt: found.readAt,
    shared,
  });
}

const emptyPipelineText = (narrowed: string): string =>
  narrowed === '' ? 'Nothing is open.' : `Nothing is found with these filters: ${narrowed}.`;

const tooMany = (cap: number): Unavailable =>
  new Unavailable(
    `There are more than the ${String(cap)} opportunities that I read at once, so any total would be wrong.`,
    {
      hint: 'Narrow it down, for example with owner:me or close:this-quarter.',
    },
  );

const showPipeline = async (context: FeatureContext, criteria: Criteria): Promise<Reply> =>
  showToAsker(await buildPipelineView(context, criteria));

export const pipeline: Feature<Services> = {
  commands: [
    {
      name: 'pipeline',
      aliases: ['forecast', 'totals', 'stages'],
      summary: 'totals by stage with a chart, weighted, recurring apart from one-time',
      usage: 'pipeline [filters]',
      examples: ['pipeline', 'pipeline owner:me close:this-quarter'],
      audience: 'linked',
      run: async (context, tokens) => showPipeline(context, await parseCriteria(context, tokens, { which: 'open' })),
    },
  ],
  actions: [
    onPressToPost(sharePipelineButton, async (context, { criteria }) =>
      showToEveryone(await buildPipelineView(context, criteria, true)),
    ),
  ],
};

export interface PipelineViewOptions {
  readonly criteria: Criteria;
  /** The filters in words; empty without filters. */
  readonly narrowed: string;
  readonly totals: Totals;
  readonly stages: readonly StageTotals[];
  readonly picklists: Picklists;
  readonly format: Format;
  readonly readAt: Date;
  /** Posted for everybody: without the buttons for the asker alone. */
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
