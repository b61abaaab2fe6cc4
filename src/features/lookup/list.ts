/** Lists: everything open, what is mine, and the named ones that sales people ask for daily. */
import type { Command } from '../../core/commands/command';
import { handleButton, type Feature } from '../../core/feature';
import { NotFound } from '../../core/errors';
import { replaceWith, showToAsker, showToEveryone, type Reply } from '../../core/reply';
import type { Criteria } from '../../opportunity/criteria';
import { listButton, shareListButton } from '../../views/buttons';
import { noticeView } from '../../views/notice';
import { parseCriteria } from '../choosing/parse-criteria';
import { buildListView, listTitles, type ListRequest } from '../choosing/load-list';
import { onPressToPost } from '../changing/post-once';
import type { FeatureContext, Services } from '../services';

async function listReply(context: FeatureContext, request: ListRequest): Promise<Reply> {
  const view = await buildListView(context, request);
  return showToAsker(
    view ?? noticeView(listTitles[request.criteria.which], nothingFoundText(context, request.criteria)),
  );
}

function nothingFoundText({ interaction, user }: FeatureContext, { owner, which }: Criteria): string {
  const mine = owner?.length === 1 && owner[0]?.id === user.id;
  if (mine && which === 'open') return `Nothing of yours is open there. ${interaction.prefix}list shows everybody's.`;
  return `Nothing is found. ${interaction.prefix}list status:any searches won and lost ones as well.`;
}

interface NamedList {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly usage: string;
  readonly examples: readonly string[];
  readonly starting: (context: FeatureContext) => Criteria;
}

const listCommand = ({ starting, ...usage }: NamedList): Command<Services> => ({
  ...usage,
  audience: 'linked',
  run: async (context, tokens) =>
    listReply(context, { criteria: await parseCriteria(context, tokens, starting(context)) }),
});

export const list: Feature<Services> = {
  commands: [
    listCommand({
      name: 'list',
      aliases: ['ls'],
      summary:
        'open opportunities that match words and filters: owner, stage, close, amount, mrr, company, status, sort',
      usage: 'list [words and filters]',
      examples: ['list owner:me stage:quote close:this-month', 'list acme amount:>10k sort:-amount'],
      starting: () => ({ which: 'open' }),
    }),
    listCommand({
      name: 'mine',
      aliases: ['my', 'me'],
      summary: 'my open opportunities',
      usage: 'mine [filters]',
      examples: ['mine', 'mine close:<30d'],
      starting: ({ user }) => ({ which: 'open', owner: [{ id: user.id, name: user.name }] }),
    }),
    listCommand({
      name: 'overdue',
      aliases: ['late'],
      summary: 'open ones whose projected close has passed',
      usage: 'overdue [filters]',
      examples: ['overdue owner:me'],
      starting: () => ({ which: 'open', close: 'overdue' }),
    }),
    listCommand({
      name: 'closing',
      aliases: ['soon'],
      summary: 'open ones that close within 14 days',
      usage: 'closing [filters]',
      examples: ['closing owner:me'],
      starting: () => ({ which: 'open', close: '<14d' }),
    }),
    listCommand({
      name: 'stale',
      aliases: ['quiet'],
      summary: 'open ones without activity for 30 days or more',
      usage: 'stale [filters]',
      examples: ['stale quiet:60d'],
      starting: () => ({ which: 'open', quiet: 30, sort: 'activity' }),
    }),
  ],
  actions: [
    handleButton(listButton, async (context: FeatureContext, request) => {
      const view = await buildListView(context, request);
      return replaceWith(
        view ?? noticeView(listTitles[request.criteria.which], nothingFoundText(context, request.criteria)),
      );
    }),
    onPressToPost(shareListButton, async (context, request) => {
      const view = await buildListView(context, { ...request, shared: true });
      if (view === undefined) throw new NotFound('Nothing of this list is left to post.');
      return showToEveryone(view);
    }),
  ],
};
