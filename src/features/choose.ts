/** Which opportunity is meant: by number or link at once, by words through a list to choose from. Never by a guess. */
import type { ActionRef } from '../core/button';
import { Mistyped, NotFound } from '../core/errors';
import { showToAsker, type Reply } from '../core/reply';
import type { Opportunity } from '../opportunity/opportunity';
import { byClose } from '../opportunity/pipeline';
import { opportunityListView } from '../views/opportunity-list';
import { formatOf, type Here } from './services';

/** Rows on one card: more would be scrolled past, not read. */
export const rowsShown = 10;

interface Wanted {
  /** What is to be done with it: `win`. */
  readonly verb: string;
  readonly example: string;
  readonly button: (opportunity: Opportunity) => ActionRef;
}

/** A list of the open opportunities that match, each with the button that does what was asked. */
export async function chooseFrom(context: Here, text: string, { verb, example, button }: Wanted): Promise<Reply> {
  const { prefix } = context.arrival;
  if (text === '') {
    throw new Mistyped(`Which opportunity do you want to ${verb}?`, { next: `For example: ${prefix}${example}` });
  }
  const { opportunities } = context.services;
  const { statuses } = await opportunities.picklists();
  const found = await opportunities.all({ text, status: statuses.open });
  if (found.opportunities.length === 0) {
    throw new NotFound(`No open opportunity matches "${text}".`, { next: `For example: ${prefix}${example}` });
  }
  const sorted = [...found.opportunities].sort(byClose);
  const shown = await opportunities.named(sorted.slice(0, rowsShown));
  return showToAsker(
    opportunityListView(shown, {
      title: `Which one do you want to ${verb}?`,
      more: sorted.length - shown.length,
      hint: sorted.length > shown.length ? 'Add a word, or give the number.' : '',
      format: formatOf(context),
      choose: button,
    }),
  );
}
