/** The one `Bot`: finds the feature, admits the person, runs it. Never rejects: every failure becomes words. */
import { createAnswering, type Answering, type AnsweringParts } from './answering';
import type { Arrival } from './arrival';
import type { Bot } from './bot';
import type { Context, OpenContext } from './context';
import type { Directory } from './directory';
import { createEntrances } from './entering';
import type { Ending } from './ending';
import type { Entries } from './entrances';
import { BotError, Mistyped } from './errors';
import { openForm, type FormRequest } from './form-request';
import type { Filled, FormKey } from './form-view';
import { createFormDesk, type FormDesk } from './form-desk';
import { readBy, showToAsker, type Reply } from './reply';
import type { Shelf } from './shelf';
import type { Spread } from './spread';
import { readingText } from './typed';
import { understand, type Defaults } from './understand';

export interface EngineParts<S> extends AnsweringParts<S> {
  readonly directory: Directory<S>;
  readonly defaults: Defaults;
  readonly entries: Entries<S>;
  readonly shelf: Shelf;
  readonly spread: Spread;
  readonly ending: Ending;
}

interface Inside<S> extends EngineParts<S> {
  readonly answering: Answering<S>;
  readonly desk: FormDesk<S>;
}
type Talk = Pick<Bot, 'opensByWords' | 'changesByWords' | 'opensByPress' | 'command' | 'act' | 'shown'>;
type Forms = Pick<Bot, 'open' | 'check' | 'suggest' | 'submit'>;

export function createEngine<S>(parts: EngineParts<S>): Bot {
  const inside = {
    ...parts,
    answering: createAnswering(parts),
    desk: createFormDesk(parts.directory, parts.store),
  };
  return readingText({ ...talk(inside), ...forms(inside), ...createEntrances(inside) });
}

/** What is typed and what is pressed. */
function talk<S>(parts: Inside<S>): Talk {
  const { directory, answering, desk, shelf } = parts;
  const meant = (text: string) => understand(directory, parts.defaults, text);
  const follow = async (context: Context<S>, wanted: FormRequest | Reply): Promise<Reply> =>
    wanted.kind === 'open' ? desk.open(context, wanted) : told(parts, wanted, context.arrival);

  return {
    opensByWords(text) {
      const { command, words } = meant(text);
      return command.opens?.(words);
    },
    changesByWords(text) {
      const { command, words } = meant(text);
      return directory.changes('command', command.name) !== undefined && command.opens?.(words) === undefined;
    },
    opensByPress: (token) => directory.action(token.id)?.opens,

    async command(text, arrival) {
      const { command, words } = meant(text);
      const open = answering.begin(arrival, 'command', command.name);
      return answering.answer(open, async () => {
        if (command.audience === 'everyone') {
          answering.permitted(open);
          return command.run(open, words);
        }
        const context = await answering.admitted(open, directory.changes('command', command.name));
        return follow(context, await command.run(context, words));
      });
    },

    async act(token, arrival) {
      const open = answering.begin(arrival, 'button', token.id);
      const changes = directory.changes('button', token.id);
      const act = async (): Promise<Reply> => {
        const action = directory.action(token.id);
        if (action === undefined) throw outdated();
        if (action.audience === 'everyone') {
          answering.permitted(open);
          return told(parts, await action.run(open, token), arrival);
        }
        const context = await answering.admitted(open, changes);
        return follow(context, await action.run(context, token));
      };
      // A card that is drawn anew by itself has its answer in the response alone: whoever asks again needs it again.
      return answering.answer(open, act, arrival.automatic && changes === undefined);
    },

    async shown(card, { subject, reader = {} }) {
      // A card without an id of its own can be reached by nobody but the one who was just answered.
      if (subject !== undefined && card.message !== undefined) await shelf.put(subject, { card, reader });
    },
  };
}

/** What is filled in. */
function forms<S>(parts: Inside<S>): Forms {
  const { directory, answering, desk } = parts;
  const admitted = (open: OpenContext<S>, { id }: FormKey): Promise<Context<S>> =>
    answering.admitted(open, directory.changes('form', id));
  /** Undefined for a delivery that was seen before. */
  const submitted = async (open: OpenContext<S>, key: FormKey, filled: Filled) =>
    (await answering.isFirst(open.arrival)) ? desk.submit(await admitted(open, key), key, filled) : undefined;

  return {
    async open(key, arrival) {
      const open = answering.begin(arrival, 'open', key.id);
      const request = openForm(key.id, key.state);
      return answering.answer(open, async () => desk.open(await admitted(open, key), request));
    },

    async check(key, raw) {
      try {
        return await desk.check(key, raw);
      } catch (error) {
        // The form stays open, with the words at its first field: nothing that was typed is lost.
        const [first] = Object.keys(raw);
        parts.log.error({ err: error, form: key.id }, 'a form could not be checked');
        return first === undefined ? {} : { [first]: sayOf(error) };
      }
    },

    async suggest(key, lookup, arrival) {
      const open = answering.begin(arrival, 'suggest', `${key.id}.${lookup.field}`);
      try {
        const choices = await directory.form(key.id)?.suggest(await admitted(open, key), lookup);
        answering.ended(open, 'choices');
        return choices ?? [];
      } catch (error) {
        answering.explained(open, error);
        return [];
      }
    },

    async submit(key, filled, arrival) {
      const open = answering.begin(arrival, 'form', key.id);
      try {
        const result = await parts.ending.orEnd(submitted(open, key, filled));
        if (result === undefined) return repeated(answering, open);
        answering.ended(open, result.kind);
        return result.kind === 'invalid' ? result : await told(parts, result, arrival);
      } catch (error) {
        const view = answering.explained(open, error);
        const failure = { view, error, person: arrival.person };
        const kept = await desk.keepOpen(key, filled, failure).catch(() => undefined);
        return kept ?? showToAsker(parts.explain(asTold(error), open.reference, typedIn(filled)));
      }
    },
  };
}

const asTold = (error: unknown): BotError | undefined => (error instanceof BotError ? error : undefined);

/** What somebody wrote, not what they chose. */
const typedIn = ({ values }: Filled): readonly string[] =>
  Object.values(values).filter((value) => /\p{L}/u.test(value) && value !== 'true');

function repeated<S>(answering: Answering<S>, open: OpenContext<S>): Reply {
  answering.ended(open, 'repeated');
  return { kind: 'none' };
}

/** Tells the other cards of a change, and notes on a card for whom it was drawn. */
async function told<S>({ spread }: Inside<S>, reply: Reply, { card, person }: Arrival): Promise<Reply> {
  if (reply.kind === 'replace' && reply.changed !== undefined) await spread.begin(reply.changed, card);
  return reply.kind === 'show' || reply.kind === 'replace' ? { ...reply, view: readBy(reply.view, person) } : reply;
}

const sayOf = (error: unknown): string =>
  error instanceof BotError ? `${error.say} ${error.next ?? ''}`.trim() : 'Something went wrong on my side. Try again.';

const outdated = (): Mistyped =>
  new Mistyped('This card is from a version that I no longer know.', { next: 'Look the opportunity up again.' });
