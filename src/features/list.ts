/** Named lists: everything open, and what is mine. */
import type { Feature } from '../core/feature';
import { showToAsker, type Reply } from '../core/reply';
import { noticeView } from '../views/notice';
import { listing } from './listing';
import type { Here, Services } from './services';

export const mineName = 'mine';

interface Named {
  readonly title: string;
  readonly owner?: readonly number[];
  readonly text?: string;
  readonly empty: string;
}

async function openOnes(context: Here, { title, empty, ...narrowed }: Named): Promise<Reply> {
  const { statuses } = await context.services.opportunities.picklists();
  const view = await listing(context, {
    filter: { status: statuses.open, ...narrowed },
    title,
    hint: 'Earliest close first.',
    hintForMore: `Earliest close first. To narrow it down: ${context.arrival.prefix}list acme`,
    sums: true,
  });
  return showToAsker(view ?? noticeView(title, empty));
}

export const list: Feature<Services> = {
  commands: [
    {
      name: 'list',
      aliases: ['ls'],
      summary: 'all open opportunities, or those that match the words',
      usage: 'list [words]',
      examples: ['list', 'list acme'],
      audience: 'linked',
      run: (context, words) => {
        const text = words.plain.join(' ');
        return openOnes(context, {
          title: text === '' ? 'Open opportunities' : `Open opportunities matching "${text}"`,
          ...(text === '' ? {} : { text }),
          empty: `Nothing open is found. ${context.arrival.prefix}find searches won and lost ones as well.`,
        });
      },
    },
    {
      name: mineName,
      aliases: ['my', 'me'],
      summary: 'my open opportunities; also the answer to no words at all',
      usage: 'mine',
      examples: ['mine'],
      audience: 'linked',
      run: (context) =>
        openOnes(context, {
          title: `Open opportunities of ${context.me.name}`,
          owner: [context.me.id],
          empty: `You own no open opportunity. ${context.arrival.prefix}list shows everybody's, ${context.arrival.prefix}help the rest.`,
        }),
    },
  ],
};
