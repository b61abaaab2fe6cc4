/** Whether a request is sent again, and when: a pure decision. */
import type { Limits } from './options';
import type { Answer, Outcome } from './outcome';
import { errorsOf, isForeign } from './sentences';

export interface Circumstances {
  /** False for reads, queries by POST included. */
  readonly write: boolean;
  /** How often it was sent again already. */
  readonly retries: number;
  /** Milliseconds left of the whole call. */
  readonly left: number;
  readonly now: Date;
  readonly random: number;
  readonly limits: Limits;
}
export type Decision = { readonly again: true; readonly after: number } | { readonly again: false };

const stop: Decision = { again: false };

export function decide(outcome: Outcome, circumstances: Circumstances): Decision {
  const { write, retries, left, now, random, limits } = circumstances;
  if (retries >= limits.retries || !mayRepeat(outcome, write)) return stop;
  const asked = outcome.kind === 'answered' ? retryAfter(outcome.headers, now) : undefined;
  // Ours is spread, so that many callers do not return at once; it also stands where the server asks for no time at all.
  const own = Math.round(limits.backoff * 2 ** retries * (0.75 + random / 2));
  const after = Math.max(asked ?? 0, own);
  return after > limits.longestWait || after >= left ? stop : { again: true, after };
}

/** Writes are repeated only when nothing can have been carried out. */
function mayRepeat(outcome: Outcome, write: boolean): boolean {
  switch (outcome.kind) {
    case 'stopped':
      return false;
    case 'unsent':
      return true;
    case 'broken':
    case 'slow':
      return !write;
    case 'answered':
      return turnedAway(outcome) || (!write && isPassing(outcome));
  }
}

/** A fault that says nothing of the question, or the answer of something else than Autotask. */
const isPassing = ({ status, text }: Answer): boolean =>
  status >= 500 ? errorsOf(text).length === 0 : isForeign(status, text);

/**
 * Refused at the door, nothing carried out: above the request or the thread limit (Autotask: code `Itgenatr005`, with
 * whatever status), or 503 with a time to come back.
 */
export function turnedAway({ status, headers, text }: Answer): boolean {
  if (status === 429 || (status === 503 && headers.has('retry-after'))) return true;
  return status >= 400 && /itgenatr005|thread threshold/i.test(text);
}

/** True when a write may have been carried out although nobody said so. */
export function maybeDone(outcome: Outcome, write: boolean): boolean {
  if (!write) return false;
  if (outcome.kind === 'answered') {
    return outcome.status >= 500 && !turnedAway(outcome) && errorsOf(outcome.text).length === 0;
  }
  return outcome.kind === 'stopped' ? outcome.sent : outcome.kind !== 'unsent';
}

const aDay = 24 * 60 * 60_000;

/** Milliseconds, a day at most; seconds or an HTTP date on the wire. `Date.parse` alone would take `1.5` for a day in January. */
export function retryAfter(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, aDay);
  const date = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now.getTime()), aDay);
}
