/** Look opportunities up by number, link or words, and show, refresh or post the card of one. */
import { NotFound } from '../../core/errors';
import { handleButton, type Feature } from '../../core/feature';
import { replaceWith, showToAsker, showToEveryone, type Reply } from '../../core/reply';
import type { Tokens } from '../../core/commands/tokenize';
import { refreshButton, shareButton, showButton } from '../../views/buttons';
import { opportunityIdIn } from '../choosing/choices';
import { parseCriteria } from '../choosing/parse-criteria';
import { buildListView } from '../choosing/load-list';
import { loadOpportunityCard } from '../changing/entry-card';
import { onPressToPost } from '../changing/post-once';
import type { FeatureContext, Services } from '../services';

export const findName = 'find';

const showOpportunity = async (context: FeatureContext, id: number): Promise<Reply> =>
  showToAsker(await loadOpportunityCard(context, id));

async function runSearch(context: FeatureContext, tokens: Tokens): Promise<Reply> {
  const id = tokens.values.length === 1 ? opportunityIdIn(tokens) : undefined;
  if (id !== undefined) return showOpportunity(context, id);
  const criteria = await parseCriteria(context, tokens, { which: 'any' });
  const view = await buildListView(context, { criteria });
  if (view === undefined) throw noMatch(context, criteria.text ?? tokens.raw, tokens);
  return showToAsker(view);
}

/** With the nearest command and an example, or how to search. */
function noMatch(context: FeatureContext, text: string, tokens: Tokens): NotFound {
  const { prefix } = context.interaction;
  const near = context.services.nearest(tokens.values[0] ?? '');
  const usage = context.services.usages().find(({ name }) => name === near);
  const hint =
    usage === undefined
      ? `Try a part of the title, the company or the contact, or ${prefix}help.`
      : `Did you mean ${usage.name}? For example: ${prefix}${usage.examples[0] ?? usage.name}`;
  return new NotFound(`No opportunity matches "${text}".`, { hint });
}

export const find: Feature<Services> = {
  commands: [
    {
      name: findName,
      aliases: ['search', 'show', 'open', 'view'],
      summary: 'look up by number, link, title, company or contact; the verb may be left out',
      usage: '[find] <words, filters or number>',
      examples: ['acme firewall', '29681234', 'find "managed backup"'],
      audience: 'linked',
      run: runSearch,
    },
  ],
  actions: [
    handleButton(showButton, (context: FeatureContext, { id }) => showOpportunity(context, id)),
    handleButton(refreshButton, async (context: FeatureContext, { id }) =>
      replaceWith(await loadOpportunityCard(context, id)),
    ),
    onPressToPost(shareButton, async (context, { id }) => showToEveryone(await loadOpportunityCard(context, id))),
  ],
};
