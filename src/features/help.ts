/** Help, made from the commands themselves. */
import { handleButton, type Feature } from '../core/feature';
import { showToAsker, type Reply } from '../core/reply';
import type { Tokens } from '../core/commands/tokenize';
import { InvalidInput } from '../core/errors';
import { helpButton } from '../views/buttons';
import { commandHelpView, helpView } from '../views/help';
import type { FeatureContext, PublicFeatureContext, Services } from './services';

const fullHelp = ({ services, interaction }: Pick<PublicFeatureContext, 'services' | 'interaction'>): Reply =>
  showToAsker(helpView(services.usages(), interaction.prefix));

function explainCommand({ services, interaction }: PublicFeatureContext, tokens: Tokens): Reply {
  const wanted = tokens.values[0]?.toLowerCase();
  const usages = services.usages();
  if (wanted === undefined) return fullHelp({ services, interaction });
  const usage = usages.find(({ name, aliases = [] }) => name === wanted || aliases.includes(wanted));
  if (usage !== undefined) return showToAsker(commandHelpView(usage, interaction.prefix));
  const near = services.nearest(wanted);
  throw new InvalidInput(`There is no verb "${wanted}".`, {
    hint: `Try ${interaction.prefix}help ${near ?? ''}`.trim(),
  });
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
      run: (context, tokens) => Promise.resolve(explainCommand(context, tokens)),
    },
  ],
  actions: [handleButton(helpButton, (context: FeatureContext) => Promise.resolve(fullHelp(context)))],
};
