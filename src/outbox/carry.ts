/** Carries an entry of the outbox out: one attempt, and what became of it, stored before anybody is told. */
import { BotError, Conflict, Refused, Unavailable, Unclear } from '../core/errors';
import type { Logger } from '../core/log';
import { arrivesWithin, type OpportunityClient } from '../opportunity/client';
import {
  isToTell,
  isUnchanged,
  unchangedNews,
  type Entry,
  type EntryState,
  type Outbox,
  type Settling,
} from '../opportunity/outbox';
import type { Opportunity } from '../opportunity/opportunity';
import { beginAttempt, sentAfter, Superseded, type Attempt } from './attempt';
import { lineOf } from './line';
import { OutOfTurn } from './order';
import { send, type Sent } from './send';
import { written } from './values';

/** `form`: what was typed stands in an open form, which asks the person itself. */
export type Holder = 'form' | 'outbox';

export type Carried =
  | { readonly kind: 'done'; readonly entry: Entry; readonly opportunity: Opportunity | undefined }
  | { readonly kind: 'queued'; readonly entry: Entry; readonly error: unknown }
  | { readonly kind: 'failed'; readonly entry: Entry; readonly error: BotError }
  /** It was done before; by now it stands in Autotask more than once. `copies` are the ids of all of them. */
  | { readonly kind: 'doubled'; readonly entry: Entry; readonly copies: readonly number[] };

/** The same of an entry that somebody else carried out. */
export const became = (entry: Entry): Carried =>
  entry.state === 'done'
    ? { kind: 'done', entry, opportunity: undefined }
    : { kind: 'failed', entry, error: new Refused(entry.say) };

export interface CarryingParts {
  readonly opportunities: OpportunityClient;
  readonly outbox: Outbox;
  /** Asked before what waited is sent: throws `NotAllowed` where its person may not make that change any more. */
  readonly admit?: (entry: Entry) => Promise<void>;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** Never rejects for what Autotask does; it does when the outbox cannot be written. The entry must be `sending`. */
export type Carry = (entry: Entry, holder: Holder) => Promise<Carried>;

/** Seconds until the next attempt; the last one stands for all further ones. */
const pauses = [15, 30, 60, 120, 300, 600] as const;
/** After so long nobody expects it any more: the person is asked. */
const patience = 3 * 24 * 60 * 60_000;

export function createCarry(parts: CarryingParts): Carry {
  const conclude = createConclude(parts);
  return (entry, holder) => {
    const attempt = beginAttempt(parts.outbox, parts.clock, entry);
    return send(parts, attempt, (work) =>
      conclude(attempt, holder, async () => {
        if (entry.held > 1) await parts.admit?.(entry);
        return work();
      }),
    );
  };
}

/** Whoever carried it out tells of it at once; when that one dies, another does after so long. Milliseconds. */
const telling = 30_000;

type Settled = Settling & { readonly state: EntryState };

/** Each end of an attempt, stored. Throws `Superseded`, and stores nothing, where somebody else took it over. */
function createEnds({ outbox, clock }: CarryingParts) {
  async function settle({ taken, entry }: Attempt, settling: Settled): Promise<Entry> {
    const settled = { ...entry, ...settling, sent: settling.sent ?? undefined };
    const tell = isToTell(settled) ? { tell: telling } : {};
    // Waiting on is no news, and what was there already is no change.
    const isNews = !(settled.state === 'queued' && taken.held > 1) && !isUnchanged(settled);
    const line = isNews ? lineOf(settled, clock()) : undefined;
    if (!(await outbox.settle(taken, { ...settling, ...tell }, line))) throw new Superseded();
    return settled;
  }

  async function done(attempt: Attempt, { opportunity, isThere = false }: Sent): Promise<Carried> {
    const { entry } = attempt;
    const settled = await settle(attempt, {
      state: 'done',
      due: clock(),
      say: '',
      sent: null,
      ...doubtOf(attempt, clock()),
      ...written(entry, opportunity),
      ...(isThere ? asItWas(entry) : {}),
      ...(opportunity === undefined ? {} : { opportunity: opportunity.id }),
    });
    return { kind: 'done', entry: settled, opportunity };
  }

  async function queued(attempt: Attempt, error: unknown): Promise<Carried> {
    const attempts = attempt.taken.attempts + (error instanceof OutOfTurn ? 0 : 1);
    const due = new Date(clock().getTime() + pauseAfter(attempts, error) * 1000);
    const say = error instanceof BotError ? error.say : 'Something went wrong on my side.';
    const sent = sentAfter(attempt, error);
    return { kind: 'queued', entry: await settle(attempt, { state: 'queued', due, say, attempts, sent }), error };
  }

  async function failed(attempt: Attempt, error: BotError, holder: Holder): Promise<Carried> {
    const state = holder === 'form' ? 'returned' : stateAfter(error);
    const differences = error instanceof Conflict ? error.differences : [];
    const [attempts, sent] = [attempt.taken.attempts + 1, sentAfter(attempt, error)];
    const entry = await settle(attempt, { state, say: error.say, differences, attempts, sent });
    return { kind: 'failed', entry, error };
  }

  return { done, queued, failed };
}

/** What became of an attempt. */
function createConclude(parts: CarryingParts) {
  const { outbox, clock, log } = parts;
  const { done, queued, failed } = createEnds(parts);
  async function conclude(attempt: Attempt, holder: Holder, work: () => Promise<Sent>, at: Logger): Promise<Carried> {
    try {
      const carried = await done(attempt, await work());
      at.info({ opportunity: carried.entry.opportunity }, 'written');
      return carried;
    } catch (error) {
      if (error instanceof Superseded) throw error;
      at.warn({ err: error }, 'not written');
      if (isFinal(error)) return failed(attempt, error, holder);
      const tooOld = clock().getTime() - attempt.entry.asked.getTime() > patience;
      return tooOld ? failed(attempt, givenUp(error), holder) : queued(attempt, error);
    }
  }

  return async (attempt: Attempt, holder: Holder, work: () => Promise<Sent>): Promise<Carried> => {
    const { taken } = attempt;
    const at = log.child({ entry: taken.id, reference: taken.reference, attempt: taken.held });
    try {
      return await conclude(attempt, holder, work, at);
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
      at.error({ out: attempt.isOut }, 'another attempt took it over: what became of this one is not stored');
      const now = (await outbox.get(taken.id)) ?? attempt.entry;
      return { kind: 'queued', entry: { ...now, state: 'queued', say: error.say }, error };
    }
  };
}

/** A note may have gone with it all the same. */
function asItWas(entry: Entry): Settling {
  const note = entry.wish.kind === 'change' ? entry.wish.note : undefined;
  return { before: {}, after: {}, news: note === undefined ? unchangedNews(entry) : `Note "${note.title}" added` };
}

/** Sent again after an answer got lost: the first one may arrive even now, and only then do two stand there. */
const doubtOf = ({ taken: { sent, wish } }: Attempt, now: Date): Pick<Settling, 'look'> =>
  sent === undefined || (wish.kind === 'change' && wish.note === undefined)
    ? {}
    : { look: new Date(now.getTime() + arrivesWithin) };

/** `attempts`, this one included. */
function pauseAfter(attempts: number, error: unknown): number {
  // Nothing else is waited for: the outbox hands it out as soon as its turn has come.
  if (error instanceof OutOfTurn) return 0;
  const usual = pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0];
  return Math.max(usual, error instanceof Unavailable ? (error.retryAfterSeconds ?? 0) : 0);
}

/** What trying again would not change. A garbled answer, or a fault of ours, may come after the write: it is looked up. */
function isFinal(error: unknown): error is BotError {
  return error instanceof BotError && !error.retry && error.code !== 'contract-broken';
}

const stateAfter = (error: BotError): EntryState => {
  if (error instanceof Unclear) return 'unclear';
  return error instanceof Conflict || error.code === 'unconfirmed' ? 'asked' : 'refused';
};

const givenUp = (cause: unknown): BotError =>
  new Unclear('I have tried for three days and could not reach Autotask.', {
    next: 'Look at the opportunity in Autotask, then send it again or drop it.',
    cause,
  });
