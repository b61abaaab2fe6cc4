/** One call of a feature and the HTTP attempts in it: their times, and all that can become of them. */
import type { Redact } from '../../core/redact';
import { callEndedError } from './errors';
import type { AttemptResult } from './retry';

export interface Call {
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  remainingMs(): number;
}

/** Gives the work so many milliseconds, or less when the caller's own signal comes first. */
export async function withCallDeadline<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const remainingMs = (): number => milliseconds - (performance.now() - start);
  return withAbortDeadline(milliseconds, signal, (deadlineSignal) => work({ signal: deadlineSignal, remainingMs }));
}

/**
 * Its signal ends the work; the work itself is waited for. Timer and listener go with it: `AbortSignal.timeout` does not
 * keep the process alive, and what listens to an `AbortSignal.any` is held as long as the caller's signal lives (Node 20).
 */
export async function withAbortDeadline<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`not done within ${String(milliseconds)} ms`, 'TimeoutError'));
  }, milliseconds);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted === true) abort();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Waits until the call ends and no longer: what others wait for too goes on without it. */
export const untilAborted = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  raceAbort(signal, work, callEndedError);

/** The work, or the failure that is made of the signal's reason when that comes first. */
export async function raceAbort<T>(
  signal: AbortSignal,
  work: Promise<T>,
  failureOf: (reason: unknown) => Error,
): Promise<T> {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => (abort = () => reject(failureOf(signal.reason))));
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

interface AttemptOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

/** One HTTP attempt and all that can become of it. Never throws. */
export async function attemptRequest(
  request: HttpRequest,
  { fetch, milliseconds, signal }: AttemptOptions,
): Promise<AttemptResult> {
  const isAborted = (): boolean => signal.aborted;
  if (isAborted()) return { kind: 'stopped', wasSent: false, cause: signal.reason };
  return withAbortDeadline(milliseconds, signal, async (attemptSignal) => {
    try {
      // Also where `fetch`, or a body that stalls, takes no notice of the signal.
      return await raceAbort(attemptSignal, fetchText(fetch, request, attemptSignal), (reason) => reason as Error);
    } catch (cause) {
      if (isAborted()) return { kind: 'stopped', wasSent: true, cause };
      if (attemptSignal.aborted) return { kind: 'slow', cause };
      return { kind: isConnectFailure(cause) ? 'unsent' : 'broken', cause };
    }
  });
}

async function fetchText(
  fetch: typeof globalThis.fetch,
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<AttemptResult> {
  // A redirect could lead the credentials to another host: it is an answer like any other.
  const response = await fetch(url, { method, headers, body: body ?? null, signal, redirect: 'manual' });
  const text = await response.text();
  return { kind: 'answered', status: response.status, headers: response.headers, text };
}

const connectErrorCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** `fetch` wraps the socket's error once or twice; several addresses of one host make an AggregateError. */
function isConnectFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isConnectFailure);
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && connectErrorCodes.has(code)) || isConnectFailure(error.cause);
}

/** What a failed attempt leaves behind. A good answer stays as it is: the API user's own address may be in a record. */
export function redactResult(result: AttemptResult, redact: Redact): AttemptResult {
  if (result.kind !== 'answered') return { ...result, cause: redactError(result.cause, redact) };
  return result.status === 200 ? result : { ...result, text: redact(result.text) };
}

/** `fetch` names the address in its errors, and a header that it cannot send. */
function redactError(cause: unknown, redact: Redact): Error {
  if (!(cause instanceof Error)) return new Error(redact(String(cause)));
  const copy = new Error(redact(cause.message));
  copy.name = cause.name;
  copy.stack = redact(cause.stack ?? '');
  if (cause.cause !== undefined) copy.cause = redactError(cause.cause, redact);
  return copy;
}
