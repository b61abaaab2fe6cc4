/** The pipeline in figures: totals by stage, weighted, recurring and one-time apart. */
import { Unavailable } from '../core/errors';
import type { Feature } from '../core/feature';
import { showToAsker, showToEveryone, type Reply, type View } from '../core/reply';
import { describe, type Criteria } from '../opportunity/criteria';
import { byStage, totalsOf } from '../opportunity/pipeline';
import { sharePipelineButton } from '../views/buttons';
import { capitalised } from '../views/format';
import { noticeView } from '../views/notice';
import { pipelineView } from '../views/pipeline';
import { sieveFor } from './criteria-filter';
import { readCriteria } from './criteria-words';
import { onPressToPost } from './post-once';
import { formatOf, type Here, type Services } from './services';

/** Reads the whole matching set once: a partial total is never shown as if it were whole. */
async function pipelineOf(context: Here, criteria: Criteria, shared = false): Promise<View> {
  const { opportunities } = context.services;
  const picklists = await opportunities.picklists();
  const { filter, keeps } = sieveFor(context, criteria, picklists);
  const found = await opportunities.all(filter);
  if (!found.complete) throw tooMany(found.opportunities.length);
  const matching = found.opportunities.filter(keeps);
  const narrowed = describe(criteria);
  if (matching.length === 0) return noticeView('Pipeline', nothing(narrowed));
  return pipelineView({
    criteria,
    narrowed: capitalised(narrowed),
    totals: totalsOf(matching),
    stages: byStage(
      matching,
      picklists.all('stage').map(({ value }) => value),
    ),
    picklists,
    format: formatOf(context),
    readAt: found.readAt,
    shared,
  });
}

const nothing = (narrowed: string): string =>
  narrowed === '' ? 'Nothing is open.' : `Nothing is found with these filters: ${narrowed}.`;

const tooMany = (cap: number): Unavailable =>
  new Unavailable(
    `There are more than the ${String(cap)} opportunities that I read at once, so any total would be wrong.`,
    {
      next: 'Narrow it down, for example with owner:me or close:this-quarter.',
    },
  );

const showPipeline = async (context: Here, criteria: Criteria): Promise<Reply> =>
  showToAsker(await pipelineOf(context, criteria));

export const pipeline: Feature<Services> = {
  commands: [
    {
      name: 'pipeline',
      aliases: ['forecast', 'totals', 'stages'],
      summary: 'totals by stage with a chart, weighted, recurring apart from one-time',
      usage: 'pipeline [filters]',
      examples: ['pipeline', 'pipeline owner:me close:this-quarter'],
      audience: 'linked',
      run: async (context, words) => showPipeline(context, await readCriteria(context, words, { which: 'open' })),
    },
  ],
  actions: [
    onPressToPost(sharePipelineButton, async (context, { criteria }) =>
      showToEveryone(await pipelineOf(context, criteria, true)),
    ),
  ],
};
