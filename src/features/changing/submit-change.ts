/** Puts what a person wants into the outbox, carries it out, and answers with what became of it. */
import { AlreadyDone, NotFound, Unavailable, type BotError } from '../../core/errors';
import type { RawValues } from '../../core/forms/form-view';
import type { Reply } from '../../core/reply';
import type { Changes, NoteDraft } from '../../opportunity/changes';
import { needsNotification, type OutboxEntry, type QueuedNote, type ChangeRequest } from '../../outbox/entry';
import { withReference } from '../../opportunity/rules/notes';
import type { InputHolder, ExecutionResult } from '../../outbox/execute';
import type { ChangeFormState } from './confirm';
import { resultCard } from './entry-card';
import type { FeatureContext } from '../services';

export interface ChangeSubmission {
  readonly about: ChangeFormState;
  readonly changes: Changes;
  /** What the person saw of it; without it the values that the card showed. */
  readonly expected?: Changes;
  /** Written first. */
  readonly note?: NoteDraft;
  /** What happened, for the card: `Won`. The name of the person is added. */
  readonly news: string;
  /** What is said where it is stored so already: `Already in Verbal.` */
  readonly already?: string;
  /** Who keeps what was typed when it cannot be written: the form that it came from, or the outbox. */
  readonly inputHolder: InputHolder;
}

/** From a form it throws what Autotask or a rule refuses, for the form to show. Everything else is answered. */
export async function submitChange(
  context: FeatureContext,
  { about, changes, expected, note, ...options }: ChangeSubmission,
): Promise<Reply> {
  const { id, seen = {}, agreed = [], accepted = {}, title = '' } = about;
  const expectedValues = expected ?? expectedOf(seen, changes);
  const acceptedValues = Object.entries(accepted).filter(([field]) => Object.hasOwn(expectedValues, field));
  const wish: ChangeRequest = {
    kind: 'change',
    opportunity: id,
    changes,
    expected: { ...expectedValues, ...Object.fromEntries(acceptedValues) },
    agreed,
    ...(note === undefined ? {} : { note: queuedNote(context, note) }),
  };
  return submitRequest(context, wish, { title, ...options });
}

/** Two people may change different things of one card; whether it is open still concerns both. */
function expectedOf(seen: NonNullable<ChangeFormState['seen']> | Record<string, never>, changes: Changes): Changes {
  const fields = new Set([...Object.keys(changes), 'status']);
  return Object.fromEntries(Object.entries(seen).filter(([field]) => fields.has(field)));
}

export const queuedNote = ({ now, reference }: FeatureContext, { text, ...note }: NoteDraft): QueuedNote => ({
  ...note,
  text: withReference(text, reference),
  written: now.toISOString(),
});

interface SubmitOptions {
  readonly title: string;
  readonly news: string;
  readonly already?: string;
  readonly inputHolder: InputHolder;
  readonly undoes?: string;
}

/** Stored first, then sent. */
export async function submitRequest(
  context: FeatureContext,
  wish: ChangeRequest,
  options: SubmitOptions,
): Promise<Reply> {
  const { outbox, execute } = context.services;
  const entry = entryFor(context, wish, options);
  if (!(await outbox.add(entry))) throw alreadySubmitted(context);
  if (context.user.isRemembered === true) return replyTo(context, queuedResult(entry), options.inputHolder);
  // It is stored: when nobody can note what became of it, the sender takes it up again, and finds what is written already.
  const result = await execute(entry, options.inputHolder).catch((error: unknown): ExecutionResult => {
    context.log.warn({ err: error, entry: entry.id }, 'what became of it could not be stored');
    return { kind: 'queued', entry, error };
  });
  return replyTo(context, result, options.inputHolder);
}

/** Who asked for it is not sure before Autotask can be asked: the sender asks, and sends it only then. */
const queuedResult = (entry: OutboxEntry): ExecutionResult => ({
  kind: 'queued',
  entry,
  error: new Unavailable(entry.say),
});

/** Pressed twice, or sent off again from where the form is still on show. */
const alreadySubmitted = ({ interaction }: FeatureContext): AlreadyDone =>
  new AlreadyDone('You sent this form off already, and I have it.', {
    hint: `${interaction.prefix}outbox lists what still waits; for one more, open the form anew.`,
  });

export async function replyTo(
  context: FeatureContext,
  result: ExecutionResult,
  inputHolder: InputHolder,
): Promise<Reply> {
  if (needsNotification(result.entry)) context.services.notifier.markSoon(result.entry.id);
  if (result.kind === 'failed' && (inputHolder === 'form' || isMissing(result.error))) throw result.error;
  return resultCard(context, result, context.interaction.person);
}
/** There is no such opportunity: nothing to wait for. */
const isMissing = (error: BotError): boolean => error instanceof NotFound;

function entryFor(
  context: FeatureContext,
  wish: ChangeRequest,
  { title, news, already, undoes }: SubmitOptions,
): OutboxEntry {
  const { interaction, user, now, formSessionId, reference, services } = context;
  return {
    id: services.newId(),
    reference,
    wish,
    title,
    news,
    already,
    person: interaction.person,
    author: { id: user.id, name: user.name },
    place: interaction.conversation,
    card: interaction.card,
    state: user.isRemembered === true ? 'queued' : 'sending',
    attempts: 0,
    leaseCount: 1,
    requestedAt: now,
    due: now,
    opportunity: wish.kind === 'create' ? undefined : wish.opportunity,
    say: user.isRemembered === true ? 'I cannot reach Autotask right now.' : '',
    formSessionId,
    undoes,
  };
}

/** A chosen picklist value as Autotask wants it; an untouched field is left out. */
export const picklistChange = (raw: RawValues, field: string): Changes => {
  const value = raw[field]?.trim() ?? '';
  return value === '' ? {} : { [field]: Number(value) };
};
/** Typed text; an empty field is left out. */
export const textChange = (raw: RawValues, field: string): Changes => {
  const value = raw[field]?.trim() ?? '';
  return value === '' ? {} : { [field]: value };
};
