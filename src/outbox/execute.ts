/** Executes an entry of the outbox, once, from top to bottom: what became of it is stored before anybody is told. */
import { Conflict, Rejected, type BotError } from '../core/errors';
import type { Logger } from '../core/log';
import type { CreateOptions, OpportunityClient } from '../opportunity/client';
import type { Opportunity } from '../opportunity/opportunity';
import {
  doneUpdate,
  failedUpdate,
  finalErrorOf,
  queuedUpdate,
  startAttempt,
  Superseded,
  type ExecutionAttempt,
  type FinalUpdate,
  type InputHolder,
  type SendResult,
} from './attempt';
import { auditEventOf, storedValuesFor } from './audit-event';
import { isUnchanged, needsNotification, type ChangeRequest, type Outbox, type OutboxEntry } from './entry';
import { assertNotBlocked, rebase } from './ordering';

export type { InputHolder } from './attempt';

export type ExecutionResult =
  | { readonly kind: 'done'; readonly entry: OutboxEntry; readonly opportunity: Opportunity | undefined }
  | { readonly kind: 'queued'; readonly entry: OutboxEntry; readonly error: unknown }
  | { readonly kind: 'failed'; readonly entry: OutboxEntry; readonly error: BotError }
  /** It was done before; by now it stands in Autotask more than once. `copies` are the ids of all of them. */
  | { readonly kind: 'doubled'; readonly entry: OutboxEntry; readonly copies: readonly number[] };

/** The same of an entry that somebody else executed. */
export const resultOfStored = (entry: OutboxEntry): ExecutionResult =>
  entry.state === 'done'
    ? { kind: 'done', entry, opportunity: undefined }
    : { kind: 'failed', entry, error: new Rejected(entry.say) };

/** Never rejects for what Autotask does; it does when the outbox cannot be written. The entry must be `sending`. */
export type ExecuteEntry = (entry: OutboxEntry, holder: InputHolder) => Promise<ExecutionResult>;

export interface ExecuteDeps {
  readonly opportunities: OpportunityClient;
  readonly outbox: Outbox;
  /** Asked before what waited is sent: throws `AccessDenied` where its person may not make that change any more. */
  readonly authorize?: (entry: OutboxEntry) => Promise<void>;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** Authorize, wait for earlier ones, send and read back, complete; else fail or queue. */
export const createExecute =
  (deps: ExecuteDeps): ExecuteEntry =>
  async (leasedEntry, inputHolder) => {
    const { outbox, clock } = deps;
    const { wish, id, reference, leaseCount } = leasedEntry;
    const log = deps.log.child({ entry: id, reference, attempt: leaseCount });
    const attempt = startAttempt(outbox, clock, leasedEntry);
    const execution: Execution = { deps, attempt, inputHolder, log };
    try {
      // Rejects where the lock could not be had, or the outbox not be written.
      return await withLock(deps, wish, async (update) => {
        try {
          // It waited, or was left behind: its person may have lost the right meanwhile.
          if (leaseCount > 1) await deps.authorize?.(leasedEntry);
          // In the order in which they were asked for.
          if (wish.kind === 'change') await assertNotBlocked(outbox, leasedEntry, clock());
          const sendResult = await send(execution, update);
          const entry = await complete(deps, attempt, doneUpdate(attempt, sendResult, clock()));
          log.info({ opportunity: entry.opportunity }, 'written');
          return { kind: 'done' as const, entry, opportunity: sendResult.opportunity };
        } catch (error) {
          return await failOrQueue(execution, error);
        }
      }).catch((error: unknown) => failOrQueue(execution, error));
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
      log.error({ out: attempt.isSent }, 'another attempt took it over: what became of this one is not stored');
      const now = (await outbox.get(id)) ?? attempt.entry;
      return { kind: 'queued', entry: { ...now, state: 'queued', say: error.userMessage }, error };
    }
  };

interface Execution {
  readonly deps: ExecuteDeps;
  readonly attempt: ExecutionAttempt;
  readonly inputHolder: InputHolder;
  readonly log: Logger;
}
type Update = OpportunityClient['update'];

/** What became of a change is stored before the next one's turn: that one sees it, and the record tells them in their order. */
const withLock = (
  { opportunities }: ExecuteDeps,
  wish: ChangeRequest,
  work: (update: Update) => Promise<ExecutionResult>,
): Promise<ExecutionResult> =>
  wish.kind === 'change'
    ? opportunities.withLock(wish.opportunity, work)
    : work((...update) => opportunities.update(...update));

/** Sends it, the note of a change first, and reads it back. */
async function send({ deps, attempt }: Execution, update: Update): Promise<SendResult> {
  const { opportunities, outbox } = deps;
  const { leasedEntry } = attempt;
  const { wish, author, sent: sentAt } = leasedEntry;
  switch (wish.kind) {
    case 'change':
      try {
        return await sendChange(update, attempt, wish);
      } catch (error) {
        // What the person wrote there themselves, in the order in which they asked, is nothing to ask them about.
        const ownValues = error instanceof Conflict ? await rebase(outbox, leasedEntry, error) : undefined;
        if (ownValues === undefined) throw error;
        return sendChange(update, attempt, { ...wish, expected: { ...wish.expected, ...ownValues } });
      }
    case 'note': {
      const { opportunity: id, note } = wish;
      const options = { beforeWrite: () => attempt.beforeSend(), ...(sentAt === undefined ? {} : { sentAt }) };
      await opportunities.note(id, { ...note, written: new Date(note.written) }, author, options);
      // It is written: failing to look at it again changes nothing about that.
      return { opportunity: await opportunities.get(id).catch(() => undefined) };
    }
    case 'create':
      // Created by an earlier attempt, and not read back.
      if (leasedEntry.opportunity !== undefined)
        return { opportunity: await opportunities.get(leasedEntry.opportunity) };
      return { opportunity: await opportunities.create(wish.draft, author, createOptions(outbox, attempt)) };
  }
}

async function sendChange(
  update: Update,
  attempt: ExecutionAttempt,
  wish: Extract<ChangeRequest, { kind: 'change' }>,
): Promise<SendResult> {
  const { opportunity: id, changes, expected, agreed: acceptedLosses, note } = wish;
  const { author, sent: sentAt } = attempt.leasedEntry;
  let isAlreadyStored = Object.keys(attempt.entry.before ?? {}).length === 0;
  const opportunity = await update(id, changes, author, {
    expected,
    // After a kill in between, what was stored before is known from the attempt before.
    isRetry: attempt.entry.before !== undefined,
    ...(acceptedLosses === undefined ? {} : { acceptedLosses }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(note === undefined ? {} : { note: { ...note, written: new Date(note.written) } }),
    async beforeWrite(stored, changed) {
      isAlreadyStored &&= Object.keys(changed).length === 0;
      const { before } = attempt.entry;
      const isKnown = before !== undefined && Object.keys(changed).length === 0;
      await attempt.beforeSend(isKnown ? before : storedValuesFor(stored, changed));
    },
  });
  return { opportunity, isAlreadyStored };
}

const createOptions = (outbox: Outbox, attempt: ExecutionAttempt): CreateOptions => {
  const { leasedEntry } = attempt;
  const { sent: sentAt, requestedAt } = leasedEntry;
  return {
    beforeWrite: () => attempt.beforeSend(),
    claim: (id) => outbox.claimOpportunity(leasedEntry, id),
    claimedByOthers: (ids) => outbox.claimedByOthers(leasedEntry, ids),
    ...(sentAt === undefined ? {} : { possiblySentSince: requestedAt, sentAt }),
  };
};

/** Whoever executed it tells of it at once; when that one dies, another does after so long. Milliseconds. */
const notifyAfter = 30_000;

/** Stores what became of the attempt. Throws `Superseded`, and stores nothing, where somebody else took it over. */
async function complete(
  { outbox, clock }: ExecuteDeps,
  { leasedEntry, entry }: ExecutionAttempt,
  update: FinalUpdate,
): Promise<OutboxEntry> {
  const updatedEntry = { ...entry, ...update, sent: update.sent ?? undefined };
  const tell = needsNotification(updatedEntry) ? { tell: notifyAfter } : {};
  // Waiting on is no news, and what was there already is no change.
  const isNews = !(updatedEntry.state === 'queued' && leasedEntry.leaseCount > 1) && !isUnchanged(updatedEntry);
  const auditEvent = isNews ? auditEventOf(updatedEntry, clock()) : undefined;
  if (!(await outbox.complete(leasedEntry, { ...update, ...tell }, auditEvent))) throw new Superseded();
  return updatedEntry;
}

async function failOrQueue({ deps, attempt, inputHolder, log }: Execution, error: unknown): Promise<ExecutionResult> {
  if (error instanceof Superseded) throw error;
  log.warn({ err: error }, 'not written');
  const now = deps.clock();
  const finalError = finalErrorOf(attempt, error, now);
  if (finalError === undefined) {
    return { kind: 'queued', entry: await complete(deps, attempt, queuedUpdate(attempt, error, now)), error };
  }
  const entry = await complete(deps, attempt, failedUpdate(attempt, finalError, inputHolder));
  return { kind: 'failed', entry, error: finalError };
}
