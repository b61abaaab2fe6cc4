/** Around every arrival: its reference, once only, who the person is, and the words for whatever goes wrong. */
import type { Arrival, Person } from './arrival';
import type { Colleague, Context, OpenContext } from './context';
import { BotError } from './errors';
import type { Logger } from './log';
import { answerTime, interactions, type Meter } from './meter';
import { showToAsker, type Reply, type View } from './reply';
import type { Store } from './store';

export interface AnsweringParts<S> {
  readonly services: S;
  /** The colleague behind a chat person. Throws `NotAllowed`, with the reason, for anybody else. */
  readonly admit: (person: Person) => Promise<Colleague>;
  /** Throws `NotAllowed` where the person may not do this, or not here. `changes` is undefined for looking. */
  readonly permit?: (arrival: Arrival, changes: string | undefined) => void;
  /** How a failure looks: the reference is also in the log. `undefined` is a fault of the bot's own. `typed` has no form. */
  readonly explain: (error: BotError | undefined, reference: string, typed?: readonly string[]) => View;
  readonly store: Store;
  readonly clock: () => Date;
  readonly newReference: () => string;
  readonly log: Logger;
  readonly meter: Meter;
}

/** How long a delivery is remembered: platforms repeat theirs within minutes. */
const onceSeconds = 60 * 60;

export interface Answering<S> {
  /** `kind` is one of a few, such as `button`; `which` may be anything. */
  begin(arrival: Arrival, kind: string, which?: string): OpenContext<S>;
  /** Throws for whoever is nobody here, or may not do this. */
  admitted(open: OpenContext<S>, changes?: string): Promise<Context<S>>;
  /** The same for what needs nobody's name. */
  permitted(open: OpenContext<S>): void;
  /** Runs it unless this delivery was seen before and is no `repeatable` one; turns a failure into a card. Never rejects. */
  answer(open: OpenContext<S>, run: () => Promise<Reply>, repeatable?: boolean): Promise<Reply>;
  /** The same delivery twice acts once; the second one hears nothing, since the first one answers. */
  isFirst(arrival: Arrival): Promise<boolean>;
  /** Every arrival ends once: here, or in `explained`. */
  ended(open: OpenContext<S>, outcome: string): void;
  /** The only place where a failure meets the person. */
  explained(open: OpenContext<S>, error: unknown): View;
}

export function createAnswering<S>(parts: AnsweringParts<S>): Answering<S> {
  const isFirst = (arrival: Arrival): Promise<boolean> =>
    parts.store.putIfAbsent(`arrival:${arrival.id}`, true, onceSeconds);

  function explained(open: OpenContext<S>, error: unknown): View {
    if (error instanceof BotError) open.log.warn({ outcome: error.code, err: error }, 'answered with a problem');
    else open.log.error({ outcome: 'fault', err: error }, 'fault');
    measure(open, error instanceof BotError ? error.code : 'fault');
    return parts.explain(error instanceof BotError ? error : undefined, open.reference);
  }

  function measure({ arrival, kind, now }: OpenContext<S>, outcome: string): void {
    const { platform } = arrival.place;
    parts.meter.count(interactions, { platform, kind, outcome });
    parts.meter.observe(answerTime, { platform, kind }, (parts.clock().getTime() - now.getTime()) / 1000);
  }
  function ended(open: OpenContext<S>, outcome: string): void {
    open.log.info({ outcome }, 'answered');
    measure(open, outcome);
  }

  return {
    begin(arrival, kind, which = '') {
      const reference = parts.newReference();
      const what = `${kind} ${which}`.trim();
      const log = parts.log.child({ reference, delivery: arrival.id, what, platform: arrival.place.platform });
      return { arrival, kind, services: parts.services, now: parts.clock(), reference, log };
    },
    permitted: ({ arrival }) => parts.permit?.(arrival, undefined),
    async admitted(open, changes) {
      const me = await parts.admit(open.arrival.person);
      parts.permit?.(open.arrival, changes);
      return { ...open, me };
    },
    isFirst,
    ended,
    explained,
    async answer(open, run, repeatable = false) {
      try {
        const first = repeatable || (await isFirst(open.arrival));
        const reply = first ? await run() : ({ kind: 'none' } as const);
        ended(open, first ? reply.kind : 'repeated');
        return reply;
      } catch (error) {
        return showToAsker(explained(open, error));
      }
    },
  };
}
