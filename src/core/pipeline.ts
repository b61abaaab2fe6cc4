/**
 * What happens around everything that somebody does, step by step: seen before? who is it? may they? run it, tell the other
 * cards, measure. Whatever goes wrong becomes words here. (What is typed is sanitised at the door, see `sanitize.ts`.)
 */
import type { CardRefresh } from './cards/card-refresh';
import type { LinkedUser, Context, PublicContext } from './context';
import { BotError } from './errors';
import type { Interaction, Person } from './interaction';
import type { KeyValueStore } from './key-value-store';
import type { Logger } from './log';
import { answerSeconds, interactionsTotal, type Metrics } from './metrics';
import { showToAsker, withViewer, type CardChange, type Reply, type View } from './reply';
import type { ShutdownAbort } from './shutdown';

export interface PipelineDeps<S> {
  /** What features may use, for one interaction. */
  readonly services: () => S;
  /** The CRM's person behind a chat person. Throws `AccessDenied`, with the reason, for anybody else. */
  readonly admit: (person: Person) => Promise<LinkedUser>;
  /** Throws `AccessDenied` where the person may not do this, or not here. `permission` is undefined for looking. */
  readonly permit: (interaction: Interaction, permission: string | undefined) => void;
  /** How a failure looks: the reference is also in the log. `undefined` is a fault of the bot's own. `typed` has no form. */
  readonly explain: (error: BotError | undefined, reference: string, typed?: readonly string[]) => View;
  readonly cardRefresh: CardRefresh;
  readonly shutdown: ShutdownAbort;
  readonly store: KeyValueStore;
  readonly clock: () => Date;
  readonly newReference: () => string;
  readonly log: Logger;
  readonly meter: Metrics;
}

/** What comes of an operation: its kind is counted. */
interface Result {
  readonly kind: string;
  readonly view?: View;
  readonly change?: CardChange;
}
/** What went wrong, and its words for the person. */
interface Failure {
  readonly view: View;
  readonly error: unknown;
  readonly reference: string;
}

/** Something that somebody does. */
export type Operation<S, R extends Result> = Runnable<S, R> & {
  /** One of a few, such as `button`. */
  readonly kind: string;
  /** Which one of them: may be anything. */
  readonly name?: string;
  /** What a second delivery of the same hears, since the first one answers; without it each is carried out. */
  readonly repeated?: R | undefined;
  /** Given up in words at the end of the process, however long it takes. */
  readonly isAbortable?: boolean;
  /** Nobody asked for it: whoever may not see it hears nothing. */
  readonly isUnasked?: boolean;
  fail(failure: Failure): R | Promise<R>;
};
export type Runnable<S, R> =
  | { readonly audience: 'everyone'; run(context: PublicContext<S>): Promise<R> }
  /** `permission` is the kind of change that it makes, undefined for looking. */
  | { readonly audience: 'linked'; readonly permission: string | undefined; run(context: Context<S>): Promise<R> };

export interface Pipeline<S> {
  /** Never rejects. */
  run<R extends Result>(interaction: Interaction, operation: Operation<S, R>): Promise<R>;
}

/** An answer that is given once, and a failure as a card for the asker. */
export const answerOnce = {
  repeated: { kind: 'none' } as Reply,
  fail: ({ view }: { readonly view: View }): Reply => showToAsker(view),
};

/** How long a delivery is remembered: platforms repeat theirs within minutes. */
const dedupeSeconds = 60 * 60;

export function createPipeline<S>(deps: PipelineDeps<S>): Pipeline<S> {
  return {
    async run(interaction, operation) {
      const context = openContext(deps, interaction, operation);
      try {
        const work = perform(deps, context, operation);
        const { outcome, result } = await (operation.isAbortable === true ? deps.shutdown.abortable(work) : work);
        context.log.info({ outcome }, 'answered');
        measure(deps, context, outcome);
        return result;
      } catch (error) {
        const outcome = error instanceof BotError ? error.code : 'fault';
        logFailure(context.log, { outcome, err: error }, operation.isUnasked === true);
        measure(deps, context, outcome);
        const { reference } = context;
        const view = deps.explain(error instanceof BotError ? error : undefined, reference);
        return operation.fail({ view, error, reference });
      }
    },
  };
}

async function perform<S, R extends Result>(
  deps: PipelineDeps<S>,
  context: PublicContext<S>,
  operation: Operation<S, R>,
): Promise<{ outcome: string; result: R }> {
  const { interaction } = context;
  const { repeated } = operation;
  if (repeated !== undefined && !(await isFirstDelivery(deps.store, interaction)))
    return { outcome: 'repeated', result: repeated };
  const result = await runAsPermitted(deps, context, operation);
  return { outcome: result.kind, result: await publish(deps.cardRefresh, result, interaction) };
}

/** The same delivery twice acts once. */
const isFirstDelivery = (store: KeyValueStore, { id }: Interaction): Promise<boolean> =>
  store.putIfAbsent(`arrival:${id}`, true, dedupeSeconds);

async function runAsPermitted<S, R>(
  { admit, permit }: PipelineDeps<S>,
  context: PublicContext<S>,
  operation: Runnable<S, R>,
): Promise<R> {
  if (operation.audience === 'everyone') {
    permit(context.interaction, undefined);
    return operation.run(context);
  }
  const user = await admit(context.interaction.person);
  permit(context.interaction, operation.permission);
  return operation.run({ ...context, user });
}

/** Tells the other cards of a change, and notes on a card for whom it was drawn. */
async function publish<R extends Result>(
  cardRefresh: CardRefresh,
  result: R,
  { card, person }: Interaction,
): Promise<R> {
  const { kind, view, change }: Result = result;
  if (change !== undefined) await cardRefresh.enqueue(change, card);
  const isCard = kind === 'show' || kind === 'replace';
  return isCard && view !== undefined ? { ...result, view: withViewer(view, person) } : result;
}

function openContext<S>(
  { services, clock, newReference, log }: PipelineDeps<S>,
  interaction: Interaction,
  { kind, name = '' }: { readonly kind: string; readonly name?: string },
): PublicContext<S> {
  const reference = newReference();
  const { platform } = interaction.conversation;
  const facts = { reference, delivery: interaction.id, what: `${kind} ${name}`.trim(), platform };
  return { interaction, kind, services: services(), now: clock(), reference, log: log.child(facts) };
}

function logFailure(log: Logger, facts: { outcome: string; err: unknown }, isUnasked: boolean): void {
  if (isUnasked) log.info(facts, 'not shown');
  else if (facts.outcome === 'fault') log.error(facts, 'fault');
  else log.warn(facts, 'answered with a problem');
}

function measure<S>(
  { meter, clock }: PipelineDeps<S>,
  { interaction, kind, now }: PublicContext<S>,
  outcome: string,
): void {
  const { platform } = interaction.conversation;
  meter.count(interactionsTotal, { platform, kind, outcome });
  meter.observe(answerSeconds, { platform, kind }, (clock().getTime() - now.getTime()) / 1000);
}
