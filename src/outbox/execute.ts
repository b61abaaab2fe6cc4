/** Carries an entry of the outbox out: one attempt, and what became of it, stored before anybody is told. */
import { BotError, Conflict, Rejected, Unavailable, OutcomeUnknown } from '../core/errors';
import type { Logger } from '../core/log';
import { lateArrivalLimit } from '../opportunity/client';
import {
  needsNotification,
  isUnchanged,
  unchangedSummary,
  type OutboxEntry,
  type EntryState,
  type EntryUpdate,
} from './entry';

import { startAttempt, unconfirmedSentAt, Superseded, type ExecutionAttempt } from './attempt';
import { auditEventOf } from './audit-event';
import { BlockedByEarlier } from './ordering';
import { sendToAutotask, type SendResult } from './send';
import { changedFields } from './changed-fields';
import type { ExecuteDeps, ExecutionResult } from './execution';

/** `form`: what was typed stands in an open form, which asks the person itself. */
export type InputHolder = 'form' | 'outbox';

/** The same of an entry that somebody else carried out. */
export const resultOfStored = (entry: OutboxEntry): ExecutionResult =>
  entry.state === 'done'
    ? { kind: 'done', entry, opportunity: undefined }
    : { kind: 'failed', entry, error: new Rejected(entry.say) };

/** Never rejects for what Autotask does; it does when the outbox cannot be written. The entry must be `sending`. */
export type ExecuteEntry = (entry: OutboxEntry, holder: InputHolder) => Promise<ExecutionResult>;

/** Seconds until the next attempt; the last one stands for all further ones. */
const retryDelays = [15, 30, 60, 120, 300, 600] as const;
/** After so long nobody expects it any more: the person is asked. */
const giveUpAfter = 3 * 24 * 60 * 60_000;

export function createExecute(deps: ExecuteDeps): ExecuteEntry {
  const finish = createFinish(deps);
  return (entry, inputHolder) => {
    const attempt = startAttempt(deps.outbox, deps.clock, entry);
    return sendToAutotask(deps, attempt, (work) =>
      finish(attempt, inputHolder, async () => {
        if (entry.leaseCount > 1) await deps.authorize?.(entry);
        return work();
      }),
    );
  };
}

/** Whoever carried it out tells of it at once; when that one dies, another does after so long. Milliseconds. */
const notifyAfter = 30_000;

type FinalUpdate = EntryUpdate & { readonly state: EntryState };

/** Each end of an attempt, stored. Throws `Superseded`, and stores nothing, where somebody else took it over. */
function createCompletions({ outbox, clock }: ExecuteDeps) {
  async function complete({ leasedEntry, entry }: ExecutionAttempt, update: FinalUpdate): Promise<OutboxEntry> {
    const updatedEntry = { ...entry, ...update, sent: update.sent ?? undefined };
    const tell = needsNotification(updatedEntry) ? { tell: notifyAfter } : {};
    // Waiting on is no news, and what was there already is no change.
    const isNews = !(updatedEntry.state === 'queued' && leasedEntry.leaseCount > 1) && !isUnchanged(updatedEntry);
    const auditEvent = isNews ? auditEventOf(updatedEntry, clock()) : undefined;
    if (!(await outbox.complete(leasedEntry, { ...update, ...tell }, auditEvent))) throw new Superseded();
    return updatedEntry;
  }

  async function done(
    attempt: ExecutionAttempt,
    { opportunity, isAlreadyStored = false }: SendResult,
  ): Promise<ExecutionResult> {
    const { entry } = attempt;
    const updatedEntry = await complete(attempt, {
      state: 'done',
      due: clock(),
      say: '',
      sent: null,
      ...duplicateCheckOf(attempt, clock()),
      ...changedFields(entry, opportunity),
      ...(isAlreadyStored ? unchangedUpdate(entry) : {}),
      ...(opportunity === undefined ? {} : { opportunity: opportunity.id }),
    });
    return { kind: 'done', entry: updatedEntry, opportunity };
  }

  async function queued(attempt: ExecutionAttempt, error: unknown): Promise<ExecutionResult> {
    const attempts = attempt.leasedEntry.attempts + (error instanceof BlockedByEarlier ? 0 : 1);
    const due = new Date(clock().getTime() + retryDelayAfter(attempts, error) * 1000);
    const say = error instanceof BotError ? error.userMessage : 'Something went wrong on my side.';
    const sent = unconfirmedSentAt(attempt, error);
    return { kind: 'queued', entry: await complete(attempt, { state: 'queued', due, say, attempts, sent }), error };
  }

  async function failed(
    attempt: ExecutionAttempt,
    error: BotError,
    inputHolder: InputHolder,
  ): Promise<ExecutionResult> {
    const state = inputHolder === 'form' ? 'returned' : stateAfterFailure(error);
    const differences = error instanceof Conflict ? error.differences : [];
    const [attempts, sent] = [attempt.leasedEntry.attempts + 1, unconfirmedSentAt(attempt, error)];
    const entry = await complete(attempt, { state, say: error.userMessage, differences, attempts, sent });
    return { kind: 'failed', entry, error };
  }

  return { done, queued, failed };
}

/** What became of an attempt. */
function createFinish(deps: ExecuteDeps) {
  const { outbox, clock, log } = deps;
  const { done, queued, failed } = createCompletions(deps);
  async function finish(
    attempt: ExecutionAttempt,
    inputHolder: InputHolder,
    work: () => Promise<SendResult>,
    attemptLog: Logger,
  ): Promise<ExecutionResult> {
    try {
      const result = await done(attempt, await work());
      attemptLog.info({ opportunity: result.entry.opportunity }, 'written');
      return result;
    } catch (error) {
      if (error instanceof Superseded) throw error;
      attemptLog.warn({ err: error }, 'not written');
      if (isFinal(error)) return failed(attempt, error, inputHolder);
      const tooOld = clock().getTime() - attempt.entry.requestedAt.getTime() > giveUpAfter;
      return tooOld ? failed(attempt, gaveUpError(error), inputHolder) : queued(attempt, error);
    }
  }

  return async (
    attempt: ExecutionAttempt,
    inputHolder: InputHolder,
    work: () => Promise<SendResult>,
  ): Promise<ExecutionResult> => {
    const { leasedEntry } = attempt;
    const attemptLog = log.child({
      entry: leasedEntry.id,
      reference: leasedEntry.reference,
      attempt: leasedEntry.leaseCount,
    });
    try {
      return await finish(attempt, inputHolder, work, attemptLog);
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
      attemptLog.error({ out: attempt.isSent }, 'another attempt took it over: what became of this one is not stored');
      const now = (await outbox.get(leasedEntry.id)) ?? attempt.entry;
      return { kind: 'queued', entry: { ...now, state: 'queued', say: error.userMessage }, error };
    }
  };
}

/** A note may have gone with it all the same. */
function unchangedUpdate(entry: OutboxEntry): EntryUpdate {
  const note = entry.wish.kind === 'change' ? entry.wish.note : undefined;
  return { before: {}, after: {}, news: note === undefined ? unchangedSummary(entry) : `Note "${note.title}" added` };
}

/** Sent again after an answer got lost: the first one may arrive even now, and only then do two stand there. */
const duplicateCheckOf = ({ leasedEntry: { sent, wish } }: ExecutionAttempt, now: Date): Pick<EntryUpdate, 'look'> =>
  sent === undefined || (wish.kind === 'change' && wish.note === undefined)
    ? {}
    : { look: new Date(now.getTime() + lateArrivalLimit) };

/** `attempts`, this one included. */
function retryDelayAfter(attempts: number, error: unknown): number {
  // Nothing else is waited for: the outbox hands it out as soon as its turn has come.
  if (error instanceof BlockedByEarlier) return 0;
  const plannedDelay = retryDelays[Math.min(attempts, retryDelays.length) - 1] ?? retryDelays[0];
  return Math.max(plannedDelay, error instanceof Unavailable ? (error.retryAfterSeconds ?? 0) : 0);
}

/** What trying again would not change. A garbled answer, or a fault of ours, may come after the write: it is looked up. */
function isFinal(error: unknown): error is BotError {
  return error instanceof BotError && !error.retryable && error.code !== 'contract-broken';
}

const stateAfterFailure = (error: BotError): EntryState => {
  if (error instanceof OutcomeUnknown) return 'unclear';
  return error instanceof Conflict || error.code === 'unconfirmed' ? 'asked' : 'refused';
};

const gaveUpError = (cause: unknown): BotError =>
  new OutcomeUnknown('I have tried for three days and could not reach Autotask.', {
    hint: 'Look at the opportunity in Autotask, then send it again or drop it.',
    cause,
  });
