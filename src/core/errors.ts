/** One small family of failures: `say` is for the person; `message` is for the log, and only names the kind. */
import type { Json } from './json';

interface ErrorDetails {
  /** What to do next, in the person's words. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** A failure that a person will read. Everything else is a fault of ours and is shown as such. */
export abstract class BotError extends Error {
  abstract readonly code: string;
  /** True when the very same request may succeed a little later. */
  readonly retryable: boolean = false;
  readonly hint: string | undefined;

  constructor(
    readonly userMessage: string,
    details: ErrorDetails = {},
  ) {
    // What is said may repeat what was typed or what a record says, and a message ends in logs.
    super(new.target.name, { cause: details.cause });
    this.name = new.target.name;
    this.hint = details.hint;
  }
}

/** What was typed cannot be understood; `next` shows one correct example. */
export class InvalidInput extends BotError {
  readonly code = 'mistyped';
}

export class NotFound extends BotError {
  readonly code = 'not-found';
}

/** The person may not do this, or is not linked to a resource yet. */
export class AccessDenied extends BotError {
  readonly code = 'not-allowed';
}

/** It is this person who may not: the bot itself was not turned away. */
export class UserAccessDenied extends AccessDenied {}

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
    userMessage: string,
    details: ErrorDetails = {},
    readonly differences: readonly Difference[] = [],
  ) {
    super(userMessage, details);
  }
}

/**
 * The change breaks a rule: judged here before sending, or refused by Autotask in its own words (then `fields` is
 * empty unless the sentence named one).
 */
export class Rejected extends BotError {
  readonly code = 'refused';
  constructor(
    userMessage: string,
    readonly fields: Readonly<Record<string, string>> = {},
    details: ErrorDetails = {},
  ) {
    super(userMessage, details);
  }
}

/** Nothing is left to do. */
export class AlreadyDone extends BotError {
  readonly code = 'already-done';
}

/** Nothing is written yet: something would be lost, and the person has to agree first. */
export class ConfirmationRequired extends BotError {
  readonly code = 'unconfirmed';
  /** What would be lost, in words, by the key that agrees to it. */
  constructor(readonly losses: Readonly<Record<string, string>>) {
    super(Object.values(losses).join(' '), { hint: 'Do it in the form, where you can agree to that.' });
  }
}

/** Autotask is slow, limited or down. `maybeDone` is true when a write may have been carried out all the same. */
export class Unavailable extends BotError {
  readonly code = 'unavailable';
  override readonly retryable = true;
  readonly retryAfterSeconds: number | undefined;
  readonly mayHaveSucceeded: boolean;
  constructor(
    userMessage: string,
    details: ErrorDetails & { retryAfterSeconds?: number; mayHaveSucceeded?: boolean } = {},
  ) {
    super(userMessage, details);
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.mayHaveSucceeded = details.mayHaveSucceeded ?? false;
  }
}

/** Certainly nothing was posted into a conversation; `retry` is true where the same may go through a little later. */
export class DeliveryFailed extends BotError {
  readonly code = 'not-posted';
  override readonly retryable: boolean;
  constructor(userMessage: string, { retryable = false, ...details }: ErrorDetails & { retryable?: boolean } = {}) {
    super(userMessage, details);
    this.retryable = retryable;
  }
}

/** Nobody can tell whether something was written: a person has to look. */
export class OutcomeUnknown extends BotError {
  readonly code = 'unclear';
}

/** An answer of Autotask does not have the shape that its API promises. */
export class UnexpectedResponse extends BotError {
  readonly code = 'contract-broken';
}
