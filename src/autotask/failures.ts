/** Every outcome that is no answer to the question, as a failure that a person can read. */
import { ContractBroken, NotAllowed, NotFound, Refused, Unavailable, type BotError } from '../core/errors';
import type { Answer, Outcome } from './outcome';
import { maybeDone, retryAfter, turnedAway } from './retry';
import { errorsOf, fieldIn, isForeign, isPermission, readable } from './sentences';

/** Nobody may do anything: unlike a missing right, no other way of asking helps, and once it is mended the same goes through. */
export class WrongCredentials extends NotAllowed {
  override readonly retry = true;
}

export interface Asked {
  readonly write: boolean;
  /** The fields that a refusal may name. */
  readonly fields: readonly string[];
  readonly now: Date;
}

const tooLong = 'This took too long, so I stopped waiting for Autotask.';
const soon = { next: 'Try again in a minute.' };
const checkFirst = { next: 'Look at the record before trying again: it may have been stored.' };

/** The call ended while nothing of it was under way. */
export const stoppedWaiting = (cause: unknown): Unavailable => new Unavailable(tooLong, { ...soon, cause });

export function failureOf(outcome: Outcome, asked: Asked): BotError {
  if (outcome.kind === 'answered') return answered(outcome, asked);
  const done = maybeDone(outcome, asked.write);
  const details = { ...(done ? checkFirst : soon), cause: outcome.cause, maybeDone: done };
  switch (outcome.kind) {
    case 'unsent':
      return new Unavailable('I cannot reach Autotask right now.', details);
    case 'broken':
      return new Unavailable('The connection to Autotask broke off.', details);
    case 'slow':
      return new Unavailable('Autotask took too long to answer.', details);
    case 'stopped':
      return new Unavailable(tooLong, details);
  }
}

function answered(answer: Answer, asked: Asked): BotError {
  const { status, text } = answer;
  const errors = errorsOf(text);
  if (turnedAway(answer)) return busy(answer, asked.now);
  if (status < 500 && isForeign(status, text)) return notAutotask(String(status));
  return atTheDoor(status, errors, asked) ?? other(answer, errors, asked);
}

/** Who asks, what for, and whether there is such a record. */
function atTheDoor(status: number, errors: readonly string[], asked: Asked): BotError | undefined {
  if (status === 401) {
    return new WrongCredentials('Autotask does not accept the credentials of this bot.', {
      next: 'Ask your administrator to check the API user, its secret and the integration code.',
      cause: new Error('401'),
    });
  }
  const isRead = !asked.write && !errors.some(isPermission);
  if (status === 404 && (errors.length === 0 || isRead)) return unknownRecord();
  if (status === 403 && errors.length === 0) return notAllowed('Autotask does not let this bot do that.');
  return undefined;
}

function other(answer: Answer, errors: readonly string[], asked: Asked): BotError {
  const { status } = answer;
  if (errors.length > 0 && status >= 400) return refusal(errors, asked);
  if (status >= 500) {
    const done = maybeDone(answer, asked.write);
    const details = { ...(done ? checkFirst : soon), cause: new Error(String(status)), maybeDone: done };
    return new Unavailable('Autotask has a problem of its own right now.', details);
  }
  return brokenContract(String(status));
}

const unknownRecord = (): NotFound => new NotFound('Autotask does not know this record.', { cause: new Error('404') });

/** Somebody else answered: nothing is known of the record, and nothing was carried out. */
export const notAutotask = (what: string): Unavailable =>
  new Unavailable('Autotask could not be reached properly: something else answered in its place.', {
    next: 'Try again in a minute; if it stays, tell your administrator to look at the proxy or the address of Autotask.',
    cause: new Error(what),
  });

function busy({ headers, status }: Answer, now: Date): Unavailable {
  const wait = retryAfter(headers, now);
  return new Unavailable('Autotask is getting too many requests right now.', {
    ...soon,
    cause: new Error(`turned away with ${status}`),
    ...(wait === undefined ? {} : { retryAfterSeconds: Math.ceil(wait / 1000) }),
  });
}

const notAllowed = (say: string, cause?: unknown): NotAllowed =>
  new NotAllowed(say, { next: 'Ask your Autotask administrator for the right.', cause });

function refusal(errors: readonly string[], { fields }: Asked): BotError {
  const say = readable(errors);
  // Autotask's sentences repeat what was sent.
  const cause = new Error(`refused with ${String(errors.length)} sentences`);
  if (errors.some(isPermission)) return notAllowed(`Autotask says: ${say}`, cause);
  const named = errors.flatMap((error) => {
    const field = fieldIn(error, fields);
    return field === undefined ? [] : [[field, readable([error])] as const];
  });
  return new Refused(`Autotask refused: ${say}`, Object.fromEntries(named), { cause });
}

/** An answer, or a request of ours, that does not fit openapi.json. */
export const brokenContract = (what: string): ContractBroken =>
  new ContractBroken(
    'Autotask answered in a way that I do not understand, so I show nothing rather than a wrong figure.',
    {
      next: 'Try again; if it stays, tell your administrator the reference.',
      cause: new Error(what),
    },
  );
