/** A verb with words in place of a number: a list to choose from. A write never runs on a guess. */
import type { ActionRef } from '../../core/cards/button';
import { InvalidInput, NotFound } from '../../core/errors';
import { showToAsker, type Reply } from '../../core/reply';
import type { Opportunity } from '../../opportunity/opportunity';
import { buildListView } from './load-list';
import type { FeatureContext } from '../services';

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
