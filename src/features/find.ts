/** Look opportunities up: by number, by link, by words. */
import { NotFound } from '../core/errors';
import { onPress, type Feature } from '../core/feature';
import { showToAsker, type Reply } from '../core/reply';
import type { Words } from '../core/words';
import { readOpportunityId } from '../opportunity/identity';
import type { Opportunity } from '../opportunity/opportunity';
import { byClose, totalsOf } from '../opportunity/pipeline';
import { showButton } from '../views/buttons';
import { opportunityListView } from '../views/opportunity-list';
import { rowsShown } from './choose';
import { cardOf } from './opportunity-card';
import { formatOf, type Here, type Services } from './services';

export const findName = 'find';

async function showOne(context: Here, id: number): Promise<Reply> {
  return showToAsker(await cardOf(context, await context.services.opportunities.get(id)));
}

async function search(context: Here, words: Words): Promise<Reply> {
  const id = words.plain.length === 1 ? readOpportunityId(words.plain[0] ?? '') : undefined;
  if (id !== undefined) return showOne(context, id);
  const text = words.plain.join(' ');
  const found = await context.services.opportunities.all(text === '' ? {} : { text });
  if (found.opportunities.length === 0) throw nothingFor(context, text, words);
  const { statuses } = await context.services.opportunities.picklists();
  const isOpen = ({ fields }: Opportunity): number => (statuses.open.includes(fields.status) ? 0 : 1);
  const sorted = [...found.opportunities].sort((a, b) => isOpen(a) - isOpen(b) || byClose(a, b));
  const shown = await context.services.opportunities.named(sorted.slice(0, rowsShown));
  return showToAsker(
    opportunityListView(shown, {
      title: `Opportunities matching "${text}"`,
      ...(found.complete ? { totals: totalsOf(sorted) } : {}),
      more: sorted.length - shown.length,
      hint:
        sorted.length > shown.length ? 'Add a word to narrow it down. Open ones come first.' : 'Open ones come first.',
      format: formatOf(context),
    }),
  );
}

/** Nobody is answered with silence: the nearest verb and an example, or how to search. */
function nothingFor(context: Here, text: string, words: Words): NotFound {
  const { prefix } = context.arrival;
  const near = context.services.nearest(words.plain[0] ?? '');
  const usage = context.services.usages().find(({ name }) => name === near);
  const next =
    usage === undefined
      ? `Try a part of the title, the company or the contact, or ${prefix}help.`
      : `Did you mean ${usage.name}? For example: ${prefix}${usage.examples[0] ?? usage.name}`;
  return new NotFound(`No opportunity matches "${text}".`, { next });
}

export const find: Feature<Services> = {
  commands: [
    {
      name: findName,
      aliases: ['search', 'show', 'open', 'view'],
      summary: 'look up by number, link, title, company or contact; the verb may be left out',
      usage: '[find] <words or number>',
      examples: ['acme firewall', '29681234', 'find "managed backup"'],
      audience: 'linked',
      run: search,
    },
  ],
  actions: [onPress(showButton, (context: Here, { id }) => showOne(context, id))],
};
