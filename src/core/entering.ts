/** The entrances, answered by what the features provide: with the person admitted, and every failure in words. */
import type { Answering } from './answering';
import type { Context, OpenContext } from './context';
import type { Directory } from './directory';
import type { Entrances, Entries, Message } from './entrances';
import { BotError } from './errors';
import { openForm, type FormRequest } from './form-request';
import type { FormDesk } from './form-desk';
import type { Arrival } from './arrival';
import type { Reply } from './reply';

export interface EnteringParts<S> {
  readonly entries: Entries<S>;
  readonly directory: Directory<S>;
  readonly answering: Answering<S>;
  readonly desk: FormDesk<S>;
}

export function createEntrances<S>({ entries, directory, answering, desk }: EnteringParts<S>): Entrances {
  const titleOf = (id: string): string => directory.form(id)?.title ?? '';
  const admitted = (open: OpenContext<S>, { form }: FormRequest): Promise<Context<S>> =>
    answering.admitted(open, directory.changes('form', form));
  function openFor(arrival: Arrival, request: FormRequest): Promise<Reply> {
    const open = answering.begin(arrival, 'open', request.form);
    return answering.answer(open, async () => desk.open(await admitted(open, request), request));
  }

  return {
    titles: { search: titleOf(entries.search), keep: titleOf(entries.keep) },
    search: (arrival) => openFor(arrival, openForm(entries.search, {})),
    keep: (message: Message, arrival) => openFor(arrival, openForm(entries.keep, { message })),

    async home(arrival) {
      const open = answering.begin(arrival, 'home');
      try {
        const view = await entries.home(await answering.admitted(open));
        answering.ended(open, 'view');
        return view;
      } catch (error) {
        return answering.explained(open, error);
      }
    },

    async hits(typed, arrival) {
      const open = answering.begin(arrival, 'search');
      try {
        const hits = await entries.hits(await answering.admitted(open), typed);
        answering.ended(open, 'hits');
        return { hits, say: '' };
      } catch (error) {
        return { hits: [], say: answering.explained(open, error).text };
      }
    },

    async unfurl(link, arrival) {
      const open = answering.begin(arrival, 'unfurl');
      try {
        const view = await entries.unfurl(await answering.admitted(open), link);
        answering.ended(open, view === undefined ? 'none' : 'view');
        return view;
      } catch (error) {
        // Nobody asked for the card: whoever may not see it hears nothing.
        open.log.info({ err: error }, 'not unfurled');
        answering.ended(open, error instanceof BotError ? error.code : 'fault');
        return undefined;
      }
    },
  };
}
