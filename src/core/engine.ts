/** The one `Bot`: finds the feature, admits the person, runs it. Never rejects: every failure becomes words. */
import { createAnswering, type AnsweringParts } from './answering';
import type { Bot } from './bot';
import type { Context } from './context';
import type { Directory } from './directory';
import { Mistyped } from './errors';
import { openForm, type FormRequest } from './feature';
import { createFormDesk } from './form-desk';
import type { Json } from './json';
import { showToAsker, type Reply } from './reply';
import { understand, type Defaults } from './understand';

export interface EngineParts<S> extends AnsweringParts<S> {
  readonly directory: Directory<S>;
  readonly defaults: Defaults;
}

type Talk = Pick<Bot, 'opensByWords' | 'opensByPress' | 'command' | 'act' | 'shown'>;
type Forms = Pick<Bot, 'open' | 'check' | 'suggest' | 'submit'>;

export function createEngine<S>(parts: EngineParts<S>): Bot {
  return { ...talk(parts), ...forms(parts) };
}

/** What is typed and what is pressed. */
function talk<S>(parts: EngineParts<S>): Talk {
  const { directory, store } = parts;
  const answering = createAnswering(parts);
  const desk = createFormDesk(directory, store);
  const meant = (text: string) => understand(directory, parts.defaults, text);
  const follow = async (context: Context<S>, wanted: FormRequest | Reply): Promise<Reply> =>
    wanted.kind === 'open' ? desk.open(context, wanted) : wanted;

  return {
    opensByWords(text) {
      const { command, words } = meant(text);
      return command.opens?.(words);
    },
    opensByPress: (token) => directory.action(token.id)?.opens,

    async command(text, arrival) {
      const { command, words } = meant(text);
      const open = answering.begin(arrival, `command ${command.name}`);
      return answering.answer(open, async () => {
        if (command.audience === 'everyone') return command.run(open, words);
        const context = await answering.admitted(open);
        return follow(context, await command.run(context, words));
      });
    },

    async act(token, arrival) {
      const open = answering.begin(arrival, `button ${token.id}`);
      return answering.answer(open, async () => {
        const action = directory.action(token.id);
        if (action === undefined) throw outdated();
        const context = await answering.admitted(open);
        return follow(context, await action.run(context, token));
      });
    },

    async shown(card, view) {
      if (view.subject === undefined) return;
      const key = `shown:${view.subject}:${card.place.conversation}:${card.message ?? ''}`;
      await store.put(key, JSON.parse(JSON.stringify(card)) as Json);
    },
  };
}

/** What is filled in. */
function forms<S>(parts: EngineParts<S>): Forms {
  const { directory } = parts;
  const answering = createAnswering(parts);
  const desk = createFormDesk(directory, parts.store);

  return {
    async open(key, arrival) {
      const open = answering.begin(arrival, `open ${key.id}`);
      const request = openForm(key.id, key.state);
      return answering.answer(open, async () => desk.open(await answering.admitted(open), request));
    },

    check: (key, raw) => desk.check(key, raw),

    async suggest(key, lookup, arrival) {
      const open = answering.begin(arrival, `suggest ${key.id}.${lookup.field}`);
      try {
        return (await directory.form(key.id)?.suggest(await answering.admitted(open), lookup)) ?? [];
      } catch (error) {
        open.log.warn({ err: error }, 'no suggestions');
        return [];
      }
    },

    async submit(key, raw, arrival) {
      const open = answering.begin(arrival, `form ${key.id}`);
      try {
        if (!(await answering.isFirst(arrival))) return { kind: 'none' };
        const result = await desk.submit(await answering.admitted(open), key, raw);
        open.log.info({ outcome: result.kind }, 'submitted');
        return result;
      } catch (error) {
        const view = answering.explained(open, error);
        return (await desk.keepOpen(key, raw, { view, error })) ?? showToAsker(view);
      }
    },
  };
}

const outdated = (): Mistyped =>
  new Mistyped('This card is from a version that I no longer know.', { next: 'Look the opportunity up again.' });
