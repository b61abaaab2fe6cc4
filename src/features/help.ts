/** Help, made from the commands themselves. */
import { onPress, type Feature } from '../core/feature';
import { showToAsker, type Reply } from '../core/reply';
import type { Words } from '../core/words';
import { Mistyped } from '../core/errors';
import { helpButton } from '../views/buttons';
import { helpAboutView, helpView } from '../views/help';
import type { Here, Open, Services } from './services';

const everything = ({ services, arrival }: Pick<Open, 'services' | 'arrival'>): Reply =>
  showToAsker(helpView(services.usages(), arrival.prefix));

function explain({ services, arrival }: Open, words: Words): Reply {
  const wanted = words.plain[0]?.toLowerCase();
  const usages = services.usages();
  if (wanted === undefined) return everything({ services, arrival });
  const usage = usages.find(({ name, aliases = [] }) => name === wanted || aliases.includes(wanted));
  if (usage !== undefined) return showToAsker(helpAboutView(usage, arrival.prefix));
  const near = services.nearest(wanted);
  throw new Mistyped(`There is no verb "${wanted}".`, { next: `Try ${arrival.prefix}help ${near ?? ''}`.trim() });
}

export const help: Feature<Services> = {
  commands: [
    {
      name: 'help',
      aliases: ['?', 'hello', 'hi'],
      summary: 'what I understand, or more about one verb',
      usage: 'help [verb]',
      examples: ['help', 'help win'],
      audience: 'everyone',
      run: (context, words) => Promise.resolve(explain(context, words)),
    },
  ],
  actions: [onPress(helpButton, (context: Here) => Promise.resolve(everything(context)))],
};
