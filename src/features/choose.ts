/** A verb with words in place of a number: a list to choose from. A write never runs on a guess. */
import type { ActionRef } from '../core/button';
import { Mistyped, NotFound } from '../core/errors';
import { showToAsker, type Reply } from '../core/reply';
import type { Opportunity } from '../opportunity/opportunity';
import { listing } from './listing';
import type { Here } from './services';

interface Wanted {
  /** What is to be done with it: `win`. */
  readonly verb: string;
  readonly example: string;
  readonly button: (opportunity: Opportunity) => ActionRef;
}

/** The open opportunities that match, each with the button that does what was asked. */
export async function chooseFrom(context: Here, text: string, { verb, example, button }: Wanted): Promise<Reply> {
  const next = `For example: ${context.arrival.prefix}${example}`;
  if (text === '') throw new Mistyped(`Which opportunity do you want to ${verb}?`, { next });
  const view = await listing(context, {
    criteria: { which: 'open', text },
    choice: { title: `Which one do you want to ${verb}?`, button },
  });
  if (view === undefined) throw new NotFound(`No open opportunity matches "${text}".`, { next });
  return showToAsker(view);
}
