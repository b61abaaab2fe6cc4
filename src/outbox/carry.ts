/** Carries an entry of the outbox out: one attempt, and what became of it, stored before anybody is told. */
import { BotError, Conflict, Refused, Unavailable, Unclear } from '../core/errors';
import type { Logger } from '../core/log';
import type { OpportunityClient } from '../opportunity/client';
import { isToTell, type Entry, type EntryState, type Outbox, type Settling } from '../opportunity/outbox';
import type { Opportunity } from '../opportunity/opportunity';
import { lineOf } from './line';
import { OutOfTurn } from './order';
import { send, type Sent } from './send';
import { written } from './values';

/** `form`: what was typed stands in an open form, which asks the person itself. */
export type Holder = 'form' | 'outbox';

export type Carried =
  | { readonly kind: 'done'; readonly entry: Entry; readonly opportunity: Opportunity | undefined }
  | { readonly kind: 'queued'; readonly entry: Entry; readonly error: unknown }
  | { readonly kind: 'failed'; readonly entry: Entry; readonly error: BotError };

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
  return (entry, holder) =>
    send(parts, entry, (work) =>
      conclude(entry, holder, async () => {
        if (entry.attempts > 1) await parts.admit?.(entry);
        return work();
      }),
    );
}

/** Whoever carried it out tells of it at once; when that one dies, another does after so long. Milliseconds. */
const telling = 30_000;

/** What became of an attempt, stored. */
function createConclude({ outbox, clock, log }: CarryingParts) {
  async function settle(entry: Entry, settling: Settling & { readonly state: EntryState }): Promise<Entry> {
    const settled = { ...entry, ...settling };
    const tell = isToTell(settled) ? { tell: new Date(clock().getTime() + telling) } : {};
    // Waiting on is no news.
    const line = settled.state === 'queued' && entry.attempts > 1 ? undefined : lineOf(settled, clock());
    await outbox.settle(entry.id, { ...settling, ...tell }, line);
    return settled;
  }

  async function done({ entry, opportunity }: Sent): Promise<Carried> {
    const settled = await settle(entry, {
      state: 'done',
      due: clock(),
      say: '',
      ...written(entry, opportunity),
      ...(opportunity === undefined ? {} : { opportunity: opportunity.id }),
    });
    return { kind: 'done', entry: settled, opportunity };
  }

  async function queued(entry: Entry, error: unknown): Promise<Carried> {
    const due = new Date(clock().getTime() + pauseAfter(entry, error) * 1000);
    const say = error instanceof BotError ? error.say : 'Something went wrong on my side.';
    return { kind: 'queued', entry: await settle(entry, { state: 'queued', due, say }), error };
  }

  async function failed(entry: Entry, error: BotError, holder: Holder): Promise<Carried> {
    const state = holder === 'form' ? 'returned' : stateAfter(error);
    const differences = error instanceof Conflict ? error.differences : [];
    return { kind: 'failed', entry: await settle(entry, { state, say: error.say, differences }), error };
  }

  return async (entry: Entry, holder: Holder, work: () => Promise<Sent>): Promise<Carried> => {
    const at = log.child({ entry: entry.id, reference: entry.reference, attempt: entry.attempts });
    try {
      const carried = await done(await work());
      at.info({ opportunity: carried.entry.opportunity }, 'written');
      return carried;
    } catch (error) {
      at.warn({ err: error }, 'not written');
      if (isFinal(error)) return failed(entry, error, holder);
      const tooOld = clock().getTime() - entry.asked.getTime() > patience;
      return tooOld ? failed(entry, givenUp(error), holder) : queued(entry, error);
    }
  };
}

function pauseAfter({ attempts }: Entry, error: unknown): number {
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
