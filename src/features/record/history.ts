/** Who changed what of one opportunity through this bot, for whoever may see that opportunity. */
import { InvalidInput } from '../../core/errors';
import { handleButton, type Feature } from '../../core/feature';
import { showToAsker, type Reply } from '../../core/reply';
import { opportunityIdIn } from '../choosing/choices';
import { historyButton } from '../../views/buttons';
import { historyView, maxHistoryLines } from './history-view';
import { loadWording } from '../changing/entry-card';
import type { FeatureContext, Services } from '../services';

async function showHistory(context: FeatureContext, id: number): Promise<Reply> {
  const { opportunities, outbox } = context.services;
  const [opportunity, lines] = await Promise.all([opportunities.get(id), outbox.history(id, maxHistoryLines + 1)]);
  const visibleLines = lines.slice(0, maxHistoryLines);
  const values = visibleLines.flatMap(({ fields }) =>
    fields.flatMap(({ field, from, to }) => [[field, from] as const, [field, to] as const]),
  );
  const wording = await loadWording(context, values, context.interaction.person);
  const more = lines.length > visibleLines.length;
  return showToAsker(historyView({ title: opportunity.fields.title, lines: visibleLines, more, wording }));
}

export const historyFeature: Feature<Services> = {
  commands: [
    {
      name: 'history',
      aliases: ['log', 'audit'],
      summary: 'who changed what of an opportunity through me',
      usage: 'history <number>',
      examples: ['history 29681234'],
      audience: 'linked',
      async run(context, tokens) {
        const id = opportunityIdIn(tokens);
        if (id !== undefined) return showHistory(context, id);
        throw new InvalidInput('Whose history do you want to see?', {
          hint: `For example: ${context.interaction.prefix}history 29681234`,
        });
      },
    },
  ],
  actions: [handleButton(historyButton, (context: FeatureContext, { id }) => showHistory(context, id))],
};
