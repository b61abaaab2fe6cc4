/** Every outcome that is no answer to the question, as a failure that a person can read. */
import { UnexpectedResponse, AccessDenied, NotFound, Rejected, Unavailable, type BotError } from '../../core/errors';
import {
  findFieldIn,
  formatErrors,
  isForeignResponse,
  isPermissionError,
  isThrottled,
  mayHaveSucceeded,
  parseErrors,
  parseRetryAfter,
  type AttemptResult,
  type HttpResponse,
} from './retry';

/** Nobody may do anything: unlike a missing right, no other way of asking helps, and once it is mended the same goes through. */
export class WrongCredentials extends AccessDenied {
  override readonly retryable = true;
}

export interface FailedRequest {
  readonly isWrite: boolean;
  /** The fields that a refusal may name. */
  readonly fields: readonly string[];
  readonly now: Date;
}

const tookTooLong = 'This took too long, so I stopped waiting for Autotask.';
const tryLater = { hint: 'Try again in a minute.' };
const checkFirst = { hint: 'Look at the record before trying again: it may have been stored.' };

/** The call ended while nothing of it was under way. */
export const callEndedError = (cause: unknown): Unavailable => new Unavailable(tookTooLong, { ...tryLater, cause });

export function toBotError(result: AttemptResult, request: FailedRequest): BotError {
  if (result.kind === 'answered') return responseError(result, request);
  const isUncertain = mayHaveSucceeded(result, request.isWrite);
  const details = { ...(isUncertain ? checkFirst : tryLater), cause: result.cause, mayHaveSucceeded: isUncertain };
  switch (result.kind) {
    case 'unsent':
      return new Unavailable('I cannot reach Autotask right now.', details);
    case 'broken':
      return new Unavailable('The connection to Autotask broke off.', details);
    case 'slow':
      return new Unavailable('Autotask took too long to answer.', details);
    case 'stopped':
      return new Unavailable(tookTooLong, details);
  }
}

function responseError(response: HttpResponse, request: FailedRequest): BotError {
  const { status, text } = response;
  const errors = parseErrors(text);
  if (isThrottled(response)) return throttledError(response, request.now);
  if (status < 500 && isForeignResponse(status, text)) return foreignResponse(String(status));
  return accessError(status, errors, request) ?? remainingError(response, errors, request);
}

/** Who asks, what for, and whether there is such a record. */
function accessError(status: number, errors: readonly string[], request: FailedRequest): BotError | undefined {
  if (status === 401) {
    return new WrongCredentials('Autotask does not accept the credentials of this bot.', {
      hint: 'Ask your administrator to check the API user, its secret and the integration code.',
      cause: new Error('401'),
    });
  }
  const isRead = !request.isWrite && !errors.some(isPermissionError);
  if (status === 404 && (errors.length === 0 || isRead)) return recordNotFound();
  if (status === 403 && errors.length === 0) return missingRight('Autotask does not let this bot do that.');
  return undefined;
}

function remainingError(response: HttpResponse, errors: readonly string[], request: FailedRequest): BotError {
  const { status } = response;
  if (errors.length > 0 && status >= 400) return rejection(errors, request);
  if (status >= 500) {
    const isUncertain = mayHaveSucceeded(response, request.isWrite);
    const details = {
      ...(isUncertain ? checkFirst : tryLater),
      cause: new Error(String(status)),
      mayHaveSucceeded: isUncertain,
    };
    return new Unavailable('Autotask has a problem of its own right now.', details);
  }
  return unexpectedResponse(String(status));
}

const recordNotFound = (): NotFound => new NotFound('Autotask does not know this record.', { cause: new Error('404') });

/** Somebody else answered: nothing is known of the record, and nothing was carried out. */
export const foreignResponse = (what: string): Unavailable =>
  new Unavailable('Autotask could not be reached properly: something else answered in its place.', {
    hint: 'Try again in a minute; if it stays, tell your administrator to look at the proxy or the address of Autotask.',
    cause: new Error(what),
  });

function throttledError({ headers, status }: HttpResponse, now: Date): Unavailable {
  const wait = parseRetryAfter(headers, now);
  return new Unavailable('Autotask is getting too many requests right now.', {
    ...tryLater,
    cause: new Error(`turned away with ${status}`),
    ...(wait === undefined ? {} : { retryAfterSeconds: Math.ceil(wait / 1000) }),
  });
}

const missingRight = (say: string, cause?: unknown): AccessDenied =>
  new AccessDenied(say, { hint: 'Ask your Autotask administrator for the right.', cause });

function rejection(errors: readonly string[], { fields }: FailedRequest): BotError {
  const say = formatErrors(errors);
  // Autotask's sentences repeat what was sent.
  const cause = new Error(`refused with ${String(errors.length)} sentences`);
  if (errors.some(isPermissionError)) return missingRight(`Autotask says: ${say}`, cause);
  const fieldMessages = errors.flatMap((error) => {
    const field = findFieldIn(error, fields);
    return field === undefined ? [] : [[field, formatErrors([error])] as const];
  });
  return new Rejected(`Autotask refused: ${say}`, Object.fromEntries(fieldMessages), { cause });
}

/** An answer, or a request of ours, that does not fit openapi.json. */
export const unexpectedResponse = (what: string): UnexpectedResponse =>
  new UnexpectedResponse(
    'Autotask answered in a way that I do not understand, so I show nothing rather than a wrong figure.',
    {
      hint: 'Try again; if it stays, tell your administrator the reference.',
      cause: new Error(what),
    },
  );
