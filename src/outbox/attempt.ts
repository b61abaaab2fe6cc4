/** One attempt at an entry: what is stored right before something goes out, and what after it, done or not. */
import { BotError, Conflict, OutcomeUnknown, Unavailable } from '../core/errors';
import { lateArrivalLimit } from '../opportunity/client';
import type { Opportunity } from '../opportunity/opportunity';
import { changedFields } from './audit-event';
import {
  unchangedSummary,
  type EntryState,
  type EntryUpdate,
  type FieldValues,
  type Outbox,
  type OutboxEntry,
} from './entry';
import { BlockedByEarlier } from './ordering';

/** Its lease ended, and somebody else is at it: nothing more may go out, nor be stored. */
export class Superseded extends Unavailable {
  constructor() {
    super('Another attempt at this is under way already.');
  }
}

/** `form`: what was typed stands in an open form, which asks the person itself. */
export type InputHolder = 'form' | 'outbox';

export interface ExecutionAttempt {
  /** As it was taken out. */
  readonly leasedEntry: OutboxEntry;
  /** As it is stored by now. */
  entry: OutboxEntry;
  /** Something of it went out. */
  isSent: boolean;
  /** Right before something goes out. Throws `Superseded`. */
  beforeSend(before?: FieldValues): Promise<void>;
}

export function startAttempt(
  outbox: Pick<Outbox, 'recordSend'>,
  clock: () => Date,
  leasedEntry: OutboxEntry,
): ExecutionAttempt {
  const attempt: ExecutionAttempt = {
    leasedEntry,
    entry: leasedEntry,
    isSent: false,
    async beforeSend(before = attempt.entry.before) {
      const sendAttempt = { sent: clock(), attempts: leasedEntry.attempts + 1, before };
      if (!(await outbox.recordSend(leasedEntry, sendAttempt))) throw new Superseded();
      attempt.entry = { ...attempt.entry, ...sendAttempt };
      attempt.isSent = true;
    },
  };
  return attempt;
}

/** What is written now. */
export interface SendResult {
  readonly opportunity: Opportunity | undefined;
  /** Of a change: no field of it had to be sent, everything is stored so already. */
  readonly isAlreadyStored?: boolean;
}

export type FinalUpdate = EntryUpdate & { readonly state: EntryState };

export function doneUpdate(
  { leasedEntry, entry }: ExecutionAttempt,
  { opportunity, isAlreadyStored = false }: SendResult,
  now: Date,
): FinalUpdate {
  const { wish } = entry;
  const note = wish.kind === 'change' ? wish.note : undefined;
  // Sent again after an answer got lost: the first one may arrive even now, and only then do two stand there.
  const mayBeDoubled = leasedEntry.sent !== undefined && (wish.kind !== 'change' || note !== undefined);
  // A note may have gone with what is stored so already.
  const unchangedNews = note === undefined ? unchangedSummary(entry) : `Note "${note.title}" added`;
  return {
    state: 'done',
    due: now,
    say: '',
    sent: null,
    ...(mayBeDoubled ? { look: new Date(now.getTime() + lateArrivalLimit) } : {}),
    ...changedFields(entry, opportunity),
    ...(isAlreadyStored ? { before: {}, after: {}, news: unchangedNews } : {}),
    ...(opportunity === undefined ? {} : { opportunity: opportunity.id }),
  };
}

/** What trying again would not change. A garbled answer, or a fault of ours, may come after the write: it is looked up. */
const isFinal = (error: unknown): error is BotError =>
  error instanceof BotError && !error.retryable && error.code !== 'contract-broken';

/** After so long nobody expects it any more: the person is asked. */
const giveUpAfter = 3 * 24 * 60 * 60_000;

/** Why it is given up: undefined while it is worth trying again. */
export function finalErrorOf({ entry }: ExecutionAttempt, error: unknown, now: Date): BotError | undefined {
  if (isFinal(error)) return error;
  if (now.getTime() - entry.requestedAt.getTime() <= giveUpAfter) return undefined;
  return new OutcomeUnknown('I have tried for three days and could not reach Autotask.', {
    hint: 'Look at the opportunity in Autotask, then send it again or drop it.',
    cause: error,
  });
}

export function failedUpdate(attempt: ExecutionAttempt, error: BotError, inputHolder: InputHolder): FinalUpdate {
  return {
    state: inputHolder === 'form' ? 'returned' : stateAfterFailure(error),
    say: error.userMessage,
    differences: error instanceof Conflict ? error.differences : [],
    attempts: attempt.leasedEntry.attempts + 1,
    sent: unconfirmedSentAt(attempt, error),
  };
}

function stateAfterFailure(error: BotError): EntryState {
  if (error instanceof OutcomeUnknown) return 'unclear';
  return error instanceof Conflict || error.code === 'unconfirmed' ? 'asked' : 'refused';
}

export function queuedUpdate(attempt: ExecutionAttempt, error: unknown, now: Date): FinalUpdate {
  const attempts = attempt.leasedEntry.attempts + (error instanceof BlockedByEarlier ? 0 : 1);
  return {
    state: 'queued',
    due: new Date(now.getTime() + retryDelayAfter(attempts, error) * 1000),
    say: error instanceof BotError ? error.userMessage : 'Something went wrong on my side.',
    attempts,
    sent: unconfirmedSentAt(attempt, error),
  };
}

/** Seconds until the next attempt; the last one stands for all further ones. */
const retryDelays = [15, 30, 60, 120, 300, 600] as const;

/** `attempts`, this one included. */
function retryDelayAfter(attempts: number, error: unknown): number {
  // Nothing else is waited for: the outbox hands it out as soon as the earlier one is written.
  if (error instanceof BlockedByEarlier) return 0;
  const plannedDelay = retryDelays[Math.min(attempts, retryDelays.length) - 1] ?? retryDelays[0];
  return Math.max(plannedDelay, error instanceof Unavailable ? (error.retryAfterSeconds ?? 0) : 0);
}

/** When what went out last of it did, as long as nobody knows whether it arrived. */
const unconfirmedSentAt = ({ leasedEntry, entry, isSent }: ExecutionAttempt, error: unknown): Date | null =>
  (isSent && mayHaveArrived(error) ? entry.sent : leasedEntry.sent) ?? null;

/** A garbled answer, or a fault of ours, may come after the write. */
function mayHaveArrived(error: unknown): boolean {
  if (error instanceof Unavailable) return error.mayHaveSucceeded;
  return !(error instanceof BotError) || error.code === 'contract-broken';
}
