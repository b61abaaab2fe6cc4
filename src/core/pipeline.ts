/** Around every arrival: its reference, once only, who the person is, and the words for whatever goes wrong. */
import type { Interaction, Person } from './interaction';
import type { LinkedUser, Context, PublicContext } from './context';
import { BotError } from './errors';
import type { Logger } from './log';
import { answerSeconds, interactionsTotal, type Metrics } from './metrics';
import { showToAsker, type Reply, type View } from './reply';
import type { KeyValueStore } from './key-value-store';

export interface PipelineDeps<S> {
  readonly services: S;
  /** The colleague behind a chat person. Throws `NotAllowed`, with the reason, for anybody else. */
  readonly admit: (person: Person) => Promise<LinkedUser>;
  /** Throws `NotAllowed` where the person may not do this, or not here. `changes` is undefined for looking. */
  readonly permit?: (interaction: Interaction, permission: string | undefined) => void;
  /** How a failure looks: the reference is also in the log. `undefined` is a fault of the bot's own. `typed` has no form. */
  readonly explain: (error: BotError | undefined, reference: string, typed?: readonly string[]) => View;
  readonly store: KeyValueStore;
  readonly clock: () => Date;
  readonly newReference: () => string;
  readonly log: Logger;
  readonly meter: Metrics;
}

/** How long a delivery is remembered: platforms repeat theirs within minutes. */
const dedupeSeconds = 60 * 60;

export interface Pipeline<S> {
  /** `kind` is one of a few, such as `button`; `which` may be anything. */
  start(interaction: Interaction, kind: string, name?: string): PublicContext<S>;
  /** Throws for whoever is nobody here, or may not do this. */
  authenticate(open: PublicContext<S>, permission?: string): Promise<Context<S>>;
  /** The same for what needs nobody's name. */
  authorize(open: PublicContext<S>): void;
  /** Runs it unless this delivery was seen before and is no `repeatable` one; turns a failure into a card. Never rejects. */
  answer(open: PublicContext<S>, run: () => Promise<Reply>, repeatable?: boolean): Promise<Reply>;
  /** The same delivery twice acts once; the second one hears nothing, since the first one answers. */
  isFirst(interaction: Interaction): Promise<boolean>;
  /** Every arrival ends once: here, or in `explained`. */
  finish(open: PublicContext<S>, outcome: string): void;
  /** The only place where a failure meets the person. */
  renderError(open: PublicContext<S>, error: unknown): View;
}

export function createPipeline<S>(deps: PipelineDeps<S>): Pipeline<S> {
  const isFirst = (interaction: Interaction): Promise<boolean> =>
    deps.store.putIfAbsent(`arrival:${interaction.id}`, true, dedupeSeconds);

  function renderError(open: PublicContext<S>, error: unknown): View {
    if (error instanceof BotError) open.log.warn({ outcome: error.code, err: error }, 'answered with a problem');
    else open.log.error({ outcome: 'fault', err: error }, 'fault');
    measure(open, error instanceof BotError ? error.code : 'fault');
    return deps.explain(error instanceof BotError ? error : undefined, open.reference);
  }

  function measure({ interaction, kind, now }: PublicContext<S>, outcome: string): void {
    const { platform } = interaction.conversation;
    deps.meter.count(interactionsTotal, { platform, kind, outcome });
    deps.meter.observe(answerSeconds, { platform, kind }, (deps.clock().getTime() - now.getTime()) / 1000);
  }
  function finish(open: PublicContext<S>, outcome: string): void {
    open.log.info({ outcome }, 'answered');
    measure(open, outcome);
  }

  return {
    start(interaction, kind, name = '') {
      const reference = deps.newReference();
      const what = `${kind} ${name}`.trim();
      const log = deps.log.child({
        reference,
        delivery: interaction.id,
        what,
        platform: interaction.conversation.platform,
      });
      return { interaction, kind, services: deps.services, now: deps.clock(), reference, log };
    },
    authorize: ({ interaction }) => deps.permit?.(interaction, undefined),
    async authenticate(open, permission) {
      const user = await deps.admit(open.interaction.person);
      deps.permit?.(open.interaction, permission);
      return { ...open, user };
    },
    isFirst,
    finish,
    renderError,
    async answer(open, run, repeatable = false) {
      try {
        const first = repeatable || (await isFirst(open.interaction));
        const reply = first ? await run() : ({ kind: 'none' } as const);
        finish(open, first ? reply.kind : 'repeated');
        return reply;
      } catch (error) {
        return showToAsker(renderError(open, error));
      }
    },
  };
}
