/** Around every arrival: its reference, once only, who the person is, and the words for whatever goes wrong. */
import type { Arrival, Person } from './arrival';
import type { Colleague, Context, OpenContext } from './context';
import { BotError } from './errors';
import type { Logger } from './log';
import { showToAsker, type Reply, type View } from './reply';
import type { Store } from './store';

export interface AnsweringParts<S> {
  readonly services: S;
  /** The colleague behind a chat person. Throws `NotAllowed`, with the reason, for anybody else. */
  readonly admit: (person: Person) => Promise<Colleague>;
  /** How a failure looks: the reference is also in the log. `undefined` is a fault of the bot's own. */
  readonly explain: (error: BotError | undefined, reference: string) => View;
  readonly store: Store;
  readonly clock: () => Date;
  readonly newReference: () => string;
  readonly log: Logger;
}

/** How long a delivery is remembered: platforms repeat theirs within minutes. */
const onceSeconds = 60 * 60;

export interface Answering<S> {
  begin(arrival: Arrival, what: string): OpenContext<S>;
  admitted(open: OpenContext<S>): Promise<Context<S>>;
  /** Runs it unless this delivery was seen before, and turns a failure into a card. Never rejects. */
  answer(open: OpenContext<S>, run: () => Promise<Reply>): Promise<Reply>;
  /** The same delivery twice acts once; the second one hears nothing, since the first one answers. */
  isFirst(arrival: Arrival): Promise<boolean>;
  /** The only place where a failure meets the person. */
  explained(open: OpenContext<S>, error: unknown): View;
}

export function createAnswering<S>(parts: AnsweringParts<S>): Answering<S> {
  const isFirst = (arrival: Arrival): Promise<boolean> =>
    parts.store.putIfAbsent(`arrival:${arrival.id}`, true, onceSeconds);

  function explained(open: OpenContext<S>, error: unknown): View {
    if (error instanceof BotError) open.log.warn({ outcome: error.code, err: error }, error.message);
    else open.log.error({ outcome: 'fault', err: error }, 'fault');
    return parts.explain(error instanceof BotError ? error : undefined, open.reference);
  }

  return {
    begin(arrival, what) {
      const reference = parts.newReference();
      const log = parts.log.child({ reference, delivery: arrival.id, what, platform: arrival.place.platform });
      return { arrival, services: parts.services, now: parts.clock(), reference, log };
    },
    admitted: async (open) => ({ ...open, me: await parts.admit(open.arrival.person) }),
    isFirst,
    explained,
    async answer(open, run) {
      try {
        const reply = (await isFirst(open.arrival)) ? await run() : ({ kind: 'none' } as const);
        open.log.info({ outcome: reply.kind }, 'answered');
        return reply;
      } catch (error) {
        return showToAsker(explained(open, error));
      }
    },
  };
}
