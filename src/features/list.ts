/** Lists: everything open, what is mine, and the named ones that sales people ask for daily. */
import type { Command } from '../core/command';
import { onPress, type Feature } from '../core/feature';
import { NotFound } from '../core/errors';
import { replaceWith, showToAsker, showToEveryone, type Reply } from '../core/reply';
import type { Criteria } from '../opportunity/criteria';
import { listButton, shareListButton } from '../views/buttons';
import { noticeView } from '../views/notice';
import { readCriteria } from './criteria-words';
import { listing, titles, type Listing } from './listing';
import { onPressToPost } from './post-once';
import type { Here, Services } from './services';

async function listed(context: Here, wanted: Listing): Promise<Reply> {
  const view = await listing(context, wanted);
  return showToAsker(view ?? noticeView(titles[wanted.criteria.which], nothingFound(context, wanted.criteria)));
}

function nothingFound({ arrival, me }: Here, { owner, which }: Criteria): string {
  const mine = owner?.length === 1 && owner[0]?.id === me.id;
  if (mine && which === 'open') return `Nothing of yours is open there. ${arrival.prefix}list shows everybody's.`;
  return `Nothing is found. ${arrival.prefix}list status:any searches won and lost ones as well.`;
}

interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly usage: string;
  readonly examples: readonly string[];
  readonly starting: (context: Here) => Criteria;
}

const command = ({ starting, ...usage }: Named): Command<Services> => ({
  ...usage,
  audience: 'linked',
  run: async (context, words) => listed(context, { criteria: await readCriteria(context, words, starting(context)) }),
});

export const list: Feature<Services> = {
  commands: [
    command({
      name: 'list',
      aliases: ['ls'],
      summary:
        'open opportunities that match words and filters: owner, stage, close, amount, mrr, company, status, sort',
      usage: 'list [words and filters]',
      examples: ['list owner:me stage:quote close:this-month', 'list acme amount:>10k sort:-amount'],
      starting: () => ({ which: 'open' }),
    }),
    command({
      name: 'mine',
      aliases: ['my', 'me'],
      summary: 'my open opportunities',
      usage: 'mine [filters]',
      examples: ['mine', 'mine close:<30d'],
      starting: ({ me }) => ({ which: 'open', owner: [{ id: me.id, name: me.name }] }),
    }),
    command({
      name: 'overdue',
      aliases: ['late'],
      summary: 'open ones whose projected close has passed',
      usage: 'overdue [filters]',
      examples: ['overdue owner:me'],
      starting: () => ({ which: 'open', close: 'overdue' }),
    }),
    command({
      name: 'closing',
      aliases: ['soon'],
      summary: 'open ones that close within 14 days',
      usage: 'closing [filters]',
      examples: ['closing owner:me'],
      starting: () => ({ which: 'open', close: '<14d' }),
    }),
    command({
      name: 'stale',
      aliases: ['quiet'],
      summary: 'open ones without activity for 30 days or more',
      usage: 'stale [filters]',
      examples: ['stale quiet:60d'],
      starting: () => ({ which: 'open', quiet: 30, sort: 'activity' }),
    }),
  ],
  actions: [
    onPress(listButton, async (context: Here, wanted) => {
      const view = await listing(context, wanted);
      return replaceWith(view ?? noticeView(titles[wanted.criteria.which], nothingFound(context, wanted.criteria)));
    }),
    onPressToPost(shareListButton, async (context, wanted) => {
      const view = await listing(context, { ...wanted, shared: true });
      if (view === undefined) throw new NotFound('Nothing of this list is left to post.');
      return showToEveryone(view);
    }),
  ],
};
