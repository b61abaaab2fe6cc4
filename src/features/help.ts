/** Help, made from the commands themselves. */
import { handleButton, type Feature } from '../core/feature';
import { showToAsker, type Reply, type View } from '../core/reply';
import type { Tokens } from '../core/commands/tokenize';
import { InvalidInput } from '../core/errors';
import { helpButton } from '../views/buttons';
import type { FeatureContext, PublicFeatureContext, Services } from './services';
import type { CommandHelp } from '../core/commands/command';

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

/** All commands, one line each. `prefix` is what goes before a verb in this chat, such as `/opp `. */
export function helpView(usages: readonly CommandHelp[], prefix: string): View {
  const rows = usages.map(({ usage, summary }) => ({ usage: `${prefix}${usage}`, summary }));
  const examples = usages.flatMap((usage) => usage.examples.slice(0, 1)).map((example) => `${prefix}${example}`);
  const model = { title: 'What I understand', rows, examples, hint: `${prefix}help win tells more about one verb.` };
  return { card: 'help', model, text: rows.map((row) => `${row.usage}: ${row.summary}`).join('\n') };
}

/** One command with its examples and its other names. */
function commandHelpView({ name, usage, summary, examples, aliases = [] }: CommandHelp, prefix: string): View {
  const also = aliases.length === 0 ? '' : `Also understood: ${aliases.join(', ')}.`;
  const model = {
    title: name,
    rows: [{ usage: `${prefix}${usage}`, summary }],
    examples: examples.map((example) => `${prefix}${example}`),
    hint: also,
  };
  return { card: 'help', model, text: [`${prefix}${usage}: ${summary}`, ...model.examples, also].join('\n') };
}
