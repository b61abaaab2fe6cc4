/** One small family of failures: `say` is for the person; `message` is for the log, and only names the kind. */
import type { Json } from './json';

interface Details {
  /** What to do next, in the person's words. */
  readonly next?: string;
  readonly cause?: unknown;
}

/** A failure that a person will read. Everything else is a fault of ours and is shown as such. */
export abstract class BotError extends Error {
  abstract readonly code: string;
  /** True when the very same request may succeed a little later. */
  readonly retry: boolean = false;
  readonly next: string | undefined;

  constructor(
    readonly say: string,
    details: Details = {},
  ) {
    // What is said may repeat what was typed or what a record says, and a message ends in logs.
    super(new.target.name, { cause: details.cause });
    this.name = new.target.name;
    this.next = details.next;
  }
}

/** What was typed cannot be understood; `next` shows one correct example. */
export class Mistyped extends BotError {
  readonly code = 'mistyped';
}

export class NotFound extends BotError {
  readonly code = 'not-found';
}

/** The person may not do this, or is not linked to a resource yet. */
export class NotAllowed extends BotError {
  readonly code = 'not-allowed';
}

/** It is this person who may not: the bot itself was not turned away. */
export class Barred extends NotAllowed {}

/** One value that is stored otherwise than the person saw it. */
export interface Difference {
  readonly field: string;
  readonly seen: Json;
  readonly now: Json;
}

/** The record is no longer what the person saw. */
export class Conflict extends BotError {
  readonly code = 'conflict';
  constructor(
    say: string,
    details: Details = {},
    readonly differences: readonly Difference[] = [],
  ) {
    super(say, details);
  }
}

/**
 * The change breaks a rule: judged here before sending, or refused by Autotask in its own words (then `fields` is
 * empty unless the sentence named one).
 */
export class Refused extends BotError {
  readonly code = 'refused';
  constructor(
    say: string,
    readonly fields: Readonly<Record<string, string>> = {},
    details: Details = {},
  ) {
    super(say, details);
  }
}

/** Nothing is left to do. */
export class AlreadyDone extends BotError {
  readonly code = 'already-done';
}

/** Nothing is written yet: something would be lost, and the person has to agree first. */
export class Unconfirmed extends BotError {
  readonly code = 'unconfirmed';
  /** What would be lost, in words, by the key that agrees to it. */
  constructor(readonly losses: Readonly<Record<string, string>>) {
    super(Object.values(losses).join(' '), { next: 'Do it in the form, where you can agree to that.' });
  }
}

/** Autotask is slow, limited or down. `maybeDone` is true when a write may have been carried out all the same. */
export class Unavailable extends BotError {
  readonly code = 'unavailable';
  override readonly retry = true;
  readonly retryAfterSeconds: number | undefined;
  readonly maybeDone: boolean;
  constructor(say: string, details: Details & { retryAfterSeconds?: number; maybeDone?: boolean } = {}) {
    super(say, details);
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.maybeDone = details.maybeDone ?? false;
  }
}

/** Certainly nothing was posted into a conversation; `retry` is true where the same may go through a little later. */
export class NotPosted extends BotError {
  readonly code = 'not-posted';
  override readonly retry: boolean;
  constructor(say: string, { retry = false, ...details }: Details & { retry?: boolean } = {}) {
    super(say, details);
    this.retry = retry;
  }
}

/** Nobody can tell whether something was written: a person has to look. */
export class Unclear extends BotError {
  readonly code = 'unclear';
}

/** An answer of Autotask does not have the shape that its API promises. */
export class ContractBroken extends BotError {
  readonly code = 'contract-broken';
}
