/** A verb about one opportunity: a number opens its form, words give a list to choose from, the button opens the form. */
import type { ActionRef, Button } from '../../core/cards/button';
import type { CommandHelp } from '../../core/commands/command';
import { handleButton, type Feature } from '../../core/feature';
import { openForm, type FormRequest } from '../../core/forms/definition';
import { type Reply, showToAsker } from '../../core/reply';
import { dropTokens, type Tokens } from '../../core/commands/tokenize';
import type { OpportunityPayload } from '../../views/buttons';
import { opportunityIdIn } from './choices';
import type { FeatureContext, Services } from '../services';
import { InvalidInput, NotFound } from '../../core/errors';
import type { Opportunity } from '../../opportunity/opportunity';
import { buildListView } from './load-list';

interface OpportunityCommandOptions extends CommandHelp {
  readonly button: Button<OpportunityPayload>;
  readonly label: string;
  readonly style?: ActionRef['style'];
  readonly form: string;
  /** What more words after the number do at once, or the form that asks about them; without it its own is opened. */
  readonly runDirectly?: (context: FeatureContext, id: number, words: Tokens) => Promise<FormRequest | Reply>;
}

export function opportunityCommand(
  options: OpportunityCommandOptions,
): Required<Pick<Feature<Services>, 'commands' | 'actions'>> {
  const { button, form, label, style = 'default', runDirectly } = options;
  const runsDirectly = (tokens: Tokens): boolean => runDirectly !== undefined && tokens.values.length > 1;
  return {
    commands: [
      {
        ...options,
        audience: 'linked',
        opens: (tokens) => (opportunityIdIn(tokens) === undefined || runsDirectly(tokens) ? undefined : button.title),
        async run(context, tokens) {
          const id = opportunityIdIn(tokens);
          if (id !== undefined) {
            return runDirectly !== undefined && runsDirectly(tokens)
              ? runDirectly(context, id, dropTokens(tokens, 1))
              : openForm(form, { id });
          }
          return chooseOpportunity(context, tokens.values.join(' '), {
            verb: options.name,
            example: options.examples[0] ?? options.name,
            button: (opportunity) => button.with({ id: opportunity.id }, label, { style }),
          });
        },
      },
    ],
    actions: [handleButton(button, (_context: FeatureContext, about) => Promise.resolve(openForm(form, about)))],
  };
}

interface ChooseOptions {
  /** What is to be done with it: `win`. */
  readonly verb: string;
  readonly example: string;
  readonly button: (opportunity: Opportunity) => ActionRef;
}

/** The open opportunities that match, each with the button that does what was asked. */
export async function chooseOpportunity(
  context: FeatureContext,
  text: string,
  { verb, example, button }: ChooseOptions,
): Promise<Reply> {
  const hint = `For example: ${context.interaction.prefix}${example}`;
  if (text === '') throw new InvalidInput(`Which opportunity do you want to ${verb}?`, { hint });
  const view = await buildListView(context, {
    criteria: { which: 'open', text },
    choice: { title: `Which one do you want to ${verb}?`, button },
  });
  if (view === undefined) throw new NotFound(`No open opportunity matches "${text}".`, { hint });
  return showToAsker(view);
}
