/** Whether a request is sent again, and when: a pure decision. */
import type { Limits } from './options';
import type { Answer, Outcome } from './outcome';
import { errorsOf } from './sentences';

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
  // The server's own delay is taken as it is; ours is spread, so that many callers do not return at once.
  const after = asked ?? Math.round(limits.backoff * 2 ** retries * (0.75 + random / 2));
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
      return turnedAway(outcome) || (!write && outcome.status >= 500 && errorsOf(outcome.text).length === 0);
  }
}

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

/** Milliseconds; seconds or an HTTP date on the wire. */
export function retryAfter(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,6}$/.test(value)) return Number(value) * 1000;
  const date = value === '' ? Number.NaN : Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
