/** The one `Bot`: finds the feature, admits the person, runs it, and turns any failure into a card with a reference. */
import type { ActionToken } from './button';
import type { Arrival, Person } from './arrival';
import type { Bot } from './bot';
import type { Command } from './command';
import type { Colleague, Context, OpenContext } from './context';
import type { Directory } from './directory';
import { BotError, Mistyped } from './errors';
import type { FormRequest } from './feature';
import { createFormDesk } from './form-desk';
import type { Json } from './json';
import type { Logger } from './log';
import { showToAsker, type Reply, type View } from './reply';
import type { Store } from './store';
import { dropWords, readWords, type Words } from './words';

export interface EngineParts<S> {
  readonly directory: Directory<S>;
  readonly services: S;
  /** The colleague behind a chat person. Throws `NotAllowed`, with the reason, for anybody else. */
  readonly admit: (person: Person) => Promise<Colleague>;
  /** How a failure looks: the reference is also in the log. */
  readonly explain: (error: BotError | undefined, reference: string) => View;
  /** The command for words that begin with no command's name: a search. */
  readonly otherwise: string;
  /** The command for no words at all. */
  readonly nothing: string;
  readonly store: Store;
  readonly clock: () => Date;
  readonly newReference: () => string;
  readonly log: Logger;
}

const onceSeconds = 60 * 60;

export function createEngine<S>(parts: EngineParts<S>): Bot {
  const { directory } = parts;

  function begin(arrival: Arrival, what: string): OpenContext<S> {
    const reference = parts.newReference();
    const log = parts.log.child({ reference, delivery: arrival.id, what, platform: arrival.place.platform });
    return { arrival, services: parts.services, now: parts.clock(), reference, log };
  }
  const admitted = async (open: OpenContext<S>): Promise<Context<S>> => ({
    ...open,
    me: await parts.admit(open.arrival.person),
  });
  const desk = createFormDesk<S>(directory, parts.store);

  function understand(text: string): { command: Command<S>; words: Words } {
    const words = readWords(text);
    const first = words.plain[0];
    const named = directory.command(first ?? parts.nothing);
    if (named !== undefined) return { command: named, words: first === undefined ? words : dropWords(words, 1) };
    const search = directory.command(parts.otherwise);
    if (search === undefined) throw new Error(`There is no command "${parts.otherwise}".`);
    return { command: search, words };
  }

  async function answer(open: OpenContext<S>, run: () => Promise<Reply>): Promise<Reply> {
    try {
      const reply = await run();
      open.log.info({ outcome: reply.kind }, 'answered');
      return reply;
    } catch (error) {
      return showToAsker(explained(open, error));
    }
  }
  /** The only place where a failure meets the person. */
  function explained(open: OpenContext<S>, error: unknown): View {
    if (error instanceof BotError) open.log.warn({ outcome: error.code, err: error }, error.message);
    else open.log.error({ outcome: 'fault', err: error }, 'fault');
    return parts.explain(error instanceof BotError ? error : undefined, open.reference);
  }
  async function follow(context: Context<S>, wanted: FormRequest | Reply): Promise<Reply> {
    return wanted.kind === 'open' ? desk.open(context, wanted) : wanted;
  }
  /** The same delivery twice acts once; the second one hears nothing, since the first one answers. */
  const isFirst = (arrival: Arrival): Promise<boolean> =>
    parts.store.putIfAbsent(`arrival:${arrival.id}`, true as Json, onceSeconds);

  return {
    opensByWords(text) {
      const { command, words } = understand(text);
      return command.opens?.(words);
    },
    opensByPress: (token) => directory.action(token.id)?.opens,

    async command(text, arrival) {
      const { command, words } = understand(text);
      const open = begin(arrival, `command ${command.name}`);
      return answer(open, async () => {
        if (!(await isFirst(arrival))) return { kind: 'none' };
        if (command.audience === 'everyone') return onlyReply(await command.run(open, words));
        const context = await admitted(open);
        return follow(context, await command.run(context, words));
      });
    },

    async act(token: ActionToken, arrival) {
      const open = begin(arrival, `button ${token.id}`);
      return answer(open, async () => {
        if (!(await isFirst(arrival))) return { kind: 'none' };
        const action = directory.action(token.id);
        if (action === undefined) throw outdated();
        const context = await admitted(open);
        return follow(context, await action.run(context, token));
      });
    },

    check: (key, raw) => desk.check(key, raw),

    async suggest(key, lookup, arrival) {
      const open = begin(arrival, `suggest ${key.id}.${lookup.field}`);
      try {
        return (await directory.form(key.id)?.suggest(await admitted(open), lookup)) ?? [];
      } catch (error) {
        open.log.warn({ err: error }, 'no suggestions');
        return [];
      }
    },

    async submit(key, raw, arrival) {
      const open = begin(arrival, `form ${key.id}`);
      try {
        if (!(await isFirst(arrival))) return { kind: 'none' };
        const result = await desk.submit(await admitted(open), key, raw);
        open.log.info({ outcome: result.kind }, 'submitted');
        return result;
      } catch (error) {
        const view = explained(open, error);
        return (await desk.keepOpen(key, raw, { view, error })) ?? showToAsker(view);
      }
    },

    async shown(card, view) {
      if (view.subject === undefined) return;
      await parts.store.put(`shown:${view.subject}:${card.place.conversation}:${card.message ?? ''}`, asJson(card));
    },
  };
}

const outdated = (): Mistyped =>
  new Mistyped('This card is from a version that I no longer know.', { next: 'Look the opportunity up again.' });

function onlyReply(result: FormRequest | Reply): Reply {
  if (result.kind === 'open') throw new Error('A command for everyone cannot open a form.');
  return result;
}
const asJson = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;
