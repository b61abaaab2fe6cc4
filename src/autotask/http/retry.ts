/** Whether a request is sent again, and when: a pure decision. */
import type { Limits } from '../options';
import type { HttpResponse, AttemptResult } from './attempt';
import { parseErrors, isForeignResponse } from './error-messages';

export interface RetryContext {
  /** False for reads, queries by POST included. */
  readonly isWrite: boolean;
  /** How often it was sent again already. */
  readonly retries: number;
  /** Milliseconds left of the whole call. */
  readonly remainingMs: number;
  readonly now: Date;
  readonly random: number;
  readonly limits: Limits;
}
export type RetryDecision = { readonly retry: true; readonly delayMs: number } | { readonly retry: false };

const noRetry: RetryDecision = { retry: false };

export function decideRetry(result: AttemptResult, retryContext: RetryContext): RetryDecision {
  const { isWrite, retries, remainingMs, now, random, limits } = retryContext;
  if (retries >= limits.retries || !canRetry(result, isWrite)) return noRetry;
  const requestedDelay = result.kind === 'answered' ? parseRetryAfter(result.headers, now) : undefined;
  // Ours is spread, so that many callers do not return at once; it also stands where the server asks for no time at all.
  const backoffDelay = Math.round(limits.backoff * 2 ** retries * (0.75 + random / 2));
  const delayMs = Math.max(requestedDelay ?? 0, backoffDelay);
  return delayMs > limits.longestWait || delayMs >= remainingMs ? noRetry : { retry: true, delayMs };
}

/** Writes are repeated only when nothing can have been carried out. */
function canRetry(result: AttemptResult, isWrite: boolean): boolean {
  switch (result.kind) {
    case 'stopped':
      return false;
    case 'unsent':
      return true;
    case 'broken':
    case 'slow':
      return !isWrite;
    case 'answered':
      return isThrottled(result) || (!isWrite && isTransient(result));
  }
}

/** A fault that says nothing of the question, or the answer of something else than Autotask. */
const isTransient = ({ status, text }: HttpResponse): boolean =>
  status >= 500 ? parseErrors(text).length === 0 : isForeignResponse(status, text);

/**
 * Refused at the door, nothing carried out: above the request or the thread limit (Autotask: code `Itgenatr005`, with
 * whatever status), or 503 with a time to come back.
 */
export function isThrottled({ status, headers, text }: HttpResponse): boolean {
  if (status === 429 || (status === 503 && headers.has('retry-after'))) return true;
  return status >= 400 && /itgenatr005|thread threshold/i.test(text);
}

/** True when a write may have been carried out although nobody said so. */
export function mayHaveSucceeded(result: AttemptResult, isWrite: boolean): boolean {
  if (!isWrite) return false;
  if (result.kind === 'answered') {
    return result.status >= 500 && !isThrottled(result) && parseErrors(result.text).length === 0;
  }
  return result.kind === 'stopped' ? result.wasSent : result.kind !== 'unsent';
}

const dayInMilliseconds = 24 * 60 * 60_000;

/** Milliseconds, a day at most; seconds or an HTTP date on the wire. `Date.parse` alone would take `1.5` for a day in January. */
export function parseRetryAfter(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, dayInMilliseconds);
  const date = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now.getTime()), dayInMilliseconds);
}
