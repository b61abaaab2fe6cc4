/** What can become of one attempt, what Autotask's own words say of it, and whether it is sent again: pure decisions. */
import type { Limits } from '../options';

export interface HttpResponse {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
export type AttemptResult =
  | HttpResponse
  /** The connection was never made: nothing can have been carried out. */
  | { readonly kind: 'unsent'; readonly cause: unknown }
  /** Lost on the way, perhaps after Autotask had carried it out. */
  | { readonly kind: 'broken'; readonly cause: unknown }
  /** No whole answer within the time of one attempt. */
  | { readonly kind: 'slow'; readonly cause: unknown }
  /** The caller gave up, or the time of the whole call is over. */
  | { readonly kind: 'stopped'; readonly wasSent: boolean; readonly cause: unknown };

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

/** The texts of `errors`; empty when the body is something else. */
export function parseErrors(text: string): readonly string[] {
  const errors = parseObject(text)['errors'];
  return Array.isArray(errors) ? errors.filter((one): one is string => typeof one === 'string') : [];
}

/** The framework's own `Message`, as 401, 404 and 405 carry it. */
export function parseMessage(text: string): string | undefined {
  const message = parseObject(text)['Message'];
  return typeof message === 'string' ? message : undefined;
}

/**
 * Whether something between us and Autotask answered in its place, such as a proxy, a balancer or a web server without the
 * API behind it. Autotask itself answers in JSON: with its data, with `errors`, or with the framework's `Message`; and with
 * nothing at all to credentials that it does not take and to a missing right.
 */
export function isForeignResponse(status: number, text: string): boolean {
  const body = text.trim();
  if (body === '') return status !== 401 && status !== 403;
  if (status === 200) return !/^[[{"\d-]|^(null|true|false)$/.test(body);
  return parseErrors(body).length === 0 && parseMessage(body) === undefined;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Updates add `Error updating entity for record number [1].`, which tells a person nothing. */
const recordNumberPhrase = /;?\s*(?:on|Error updating entity for) record number \[\d+\]\.?/gi;

export function formatErrors(errors: readonly string[]): string {
  const sentences = errors
    .map((error) => error.replace(recordNumberPhrase, '').replace(/\s+/g, ' ').trim())
    .filter((error) => error !== '')
    .map((error) => (/[.!?]$/.test(error) ? error : `${error}.`));
  return [...new Set(sentences)].join(' ').slice(0, 1000);
}

/** The ways in which Autotask names the field that it minds. */
const fieldPatterns = [
  /required field (?<field>[A-Za-z]\w*)/i,
  /picklist value \[[^\]]*\] does not exist for (?<field>[A-Za-z]\w*)/i,
  /\(field:\s*(?<field>[A-Za-z]\w*)\)/i,
  /on field:\s*(?<field>[A-Za-z]\w*)/i,
  /existing entity for (?<field>[A-Za-z]\w*)/i,
  /^(?:data violation:\s*)?(?:the\s+)?(?<field>[a-z]\w*[A-Za-z])\b(?:\s*\[[^\]]*\])? (?:must|cannot|can only|can not)\b/i,
];

/** The field that a sentence names, in the spelling that is asked for; undefined when it names none of them. */
export function findFieldIn(sentence: string, fields: readonly string[]): string | undefined {
  for (const fieldPattern of fieldPatterns) {
    const name = fieldPattern.exec(sentence)?.groups?.['field']?.toLowerCase();
    const field = fields.find((candidate) => candidate.toLowerCase() === name);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** Autotask's answer to a missing right, a missing module and an impersonation that is not permitted alike. */
export const isPermissionError = (sentence: string): boolean =>
  /does not have the adequate permissions/i.test(sentence);
