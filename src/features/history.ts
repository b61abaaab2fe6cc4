/** Who changed what of one opportunity through this bot, for whoever may see that opportunity. */
import { Mistyped } from '../core/errors';
import { onPress, type Feature } from '../core/feature';
import { showToAsker, type Reply } from '../core/reply';
import { idIn } from './choices';
import { historyButton } from '../views/buttons';
import { historyView, linesShown } from '../views/history';
import { wordingFor } from './entry-card';
import type { Here, Services } from './services';

async function history(context: Here, id: number): Promise<Reply> {
  const { opportunities, outbox } = context.services;
  const [opportunity, lines] = await Promise.all([opportunities.get(id), outbox.history(id, linesShown + 1)]);
  const shown = lines.slice(0, linesShown);
  const values = shown.flatMap(({ fields }) =>
    fields.flatMap(({ field, from, to }) => [[field, from] as const, [field, to] as const]),
  );
  const wording = await wordingFor(context, values, context.arrival.person);
  const more = lines.length > shown.length;
  return showToAsker(historyView({ title: opportunity.fields.title, lines: shown, more, wording }));
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
      async run(context, words) {
        const id = idIn(words);
        if (id !== undefined) return history(context, id);
        throw new Mistyped('Whose history do you want to see?', {
          next: `For example: ${context.arrival.prefix}history 29681234`,
        });
      },
    },
  ],
  actions: [onPress(historyButton, (context: Here, { id }) => history(context, id))],
};
