/** Carries an entry of the outbox out: one attempt, and what became of it, stored before anybody is told. */
import { BotError, Conflict, Unavailable, Unclear } from '../core/errors';
import type { Logger } from '../core/log';
import type { OpportunityClient } from '../opportunity/client';
import type { Entry, EntryState, Outbox, Settling, Wish } from '../opportunity/outbox';
import type { Opportunity } from '../opportunity/opportunity';
import { lineOf } from './line';
import { assertTurn, followed } from './order';
import { valuesFor, written } from './values';

/** `form`: what was typed stands in an open form, which asks the person itself. */
export type Holder = 'form' | 'outbox';

export type Carried =
  | { readonly kind: 'done'; readonly entry: Entry; readonly opportunity: Opportunity | undefined }
  | { readonly kind: 'queued'; readonly entry: Entry; readonly error: unknown }
  | { readonly kind: 'failed'; readonly entry: Entry; readonly error: BotError };

export interface CarryingParts {
  readonly opportunities: OpportunityClient;
  readonly outbox: Outbox;
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
  const { outbox, clock, log } = parts;

  async function settle(entry: Entry, settling: Settling & { readonly state: EntryState }): Promise<Entry> {
    const settled = { ...entry, ...settling };
    // Waiting on is no news.
    const line = settled.state === 'queued' && entry.attempts > 1 ? undefined : lineOf(settled, clock());
    await outbox.settle(entry.id, settling, line);
    return settled;
  }

  async function done(entry: Entry, opportunity: Opportunity | undefined): Promise<Carried> {
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
    const pause = pauses[Math.min(entry.attempts, pauses.length) - 1] ?? pauses[0];
    const asked = error instanceof Unavailable ? (error.retryAfterSeconds ?? 0) : 0;
    const due = new Date(clock().getTime() + Math.max(pause, asked) * 1000);
    const say = error instanceof BotError ? error.say : 'Something went wrong on my side.';
    return { kind: 'queued', entry: await settle(entry, { state: 'queued', due, say }), error };
  }

  async function failed(entry: Entry, error: BotError, holder: Holder): Promise<Carried> {
    const state = holder === 'form' ? 'returned' : stateAfter(error);
    const differences = error instanceof Conflict ? error.differences : [];
    return { kind: 'failed', entry: await settle(entry, { state, say: error.say, differences }), error };
  }

  return async (entry, holder) => {
    const at = log.child({ entry: entry.id, reference: entry.reference, attempt: entry.attempts });
    try {
      const carried = await send(parts, entry, done);
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

type Done = (entry: Entry, opportunity: Opportunity | undefined) => Promise<Carried>;

async function send(parts: CarryingParts, entry: Entry, done: Done): Promise<Carried> {
  const { opportunities } = parts;
  const { wish, author } = entry;
  switch (wish.kind) {
    case 'change':
      await assertTurn(parts.outbox, entry, parts.clock());
      return sendFollowing(parts, { entry, wish }, done);
    case 'note': {
      const { opportunity: id, note } = wish;
      await opportunities.note(id, { ...note, written: new Date(note.written) }, author);
      // It is written: failing to look at it again changes nothing about that.
      return done(entry, await opportunities.get(id).catch(() => undefined));
    }
    case 'create': {
      const unsure = entry.attempts > 1 && wish.anew !== true ? { unsureSince: entry.asked } : {};
      return done(entry, await opportunities.create(wish.draft, author, unsure));
    }
  }
}

interface WantedChange {
  readonly entry: Entry;
  readonly wish: Extract<Wish, { kind: 'change' }>;
}
/** What the person wrote there themselves, in the order in which they asked, is nothing to ask them about. */
async function sendFollowing(parts: CarryingParts, wanted: WantedChange, done: Done): Promise<Carried> {
  try {
    return await sendChange(parts, wanted, done);
  } catch (error) {
    const own = error instanceof Conflict ? await followed(parts.outbox, wanted.entry, error) : undefined;
    if (own === undefined) throw error;
    const { entry, wish } = wanted;
    return sendChange(parts, { entry, wish: { ...wish, expected: { ...wish.expected, ...own } } }, done);
  }
}

async function sendChange(
  { opportunities, outbox }: CarryingParts,
  { entry, wish }: WantedChange,
  done: Done,
): Promise<Carried> {
  const { opportunity: id, changes, expected, agreed, note } = wish;
  // After a kill in between, what was stored before is known from the attempt before.
  const known: { before: Entry['before']; carried?: Carried } = { before: entry.before };
  const fresh = await opportunities.change(id, changes, entry.author, {
    expected,
    resumed: entry.attempts > 1,
    ...(agreed === undefined ? {} : { agreed }),
    ...(note === undefined ? {} : { note: { ...note, written: new Date(note.written) } }),
    async announce(stored, sent) {
      known.before = valuesFor(stored, sent);
      await outbox.note(entry.id, known.before);
    },
    // Within its turn: the record tells changes of one opportunity in the order in which they were made.
    async written(opportunity) {
      known.carried = await done({ ...entry, before: known.before }, opportunity);
    },
  });
  return known.carried ?? done(entry, fresh);
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
