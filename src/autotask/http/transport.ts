/** The fetch that openapi-fetch is given: lanes(retry(zone(attempt))), with the credentials put on at the last moment. */
import { setTimeout as pause } from 'node:timers/promises';
import { ConstantBackoff, handleWhenResult, retry } from 'cockatiel';
import type { Call } from './deadline';
import { noMetrics } from '../../core/metrics';
import { unexpectedResponse } from './errors';
import { entityOf, type KeyedLimiter } from './concurrency';
import { entityLabel, measureAttempt, retryCount as sentAgain } from '../metrics';
import type { AutotaskOptions, Limits } from '../options';
import { attemptRequest, type AttemptResult, type HttpRequest } from './attempt';
import { decideRetry } from './retry';
import { createCredentialRedactor, redactResult } from './redact';
import type { Zone } from './zone';

/** Paths below it are put under the zone's root; any other address must belong to the zone. */
export const zonePlaceholder = 'https://zone.invalid';

export type HttpSend = (request: HttpRequest, call: Call) => Promise<AttemptResult>;

interface TransportOptions {
  readonly options: AutotaskOptions;
  readonly limits: Limits;
}

interface AttemptRound {
  readonly result: AttemptResult;
  readonly shouldRetry: boolean;
}

export const isWrite = ({ method, url }: Pick<HttpRequest, 'method' | 'url'>): boolean =>
  method !== 'GET' && !/\/query(\/|\?|$)/i.test(url);

/** Sends, and sends again as the decision in retry.ts says. The last outcome is the answer. */
export function withRetries({ options, limits }: TransportOptions, sendOnce: HttpSend): HttpSend {
  const policy = retry(
    handleWhenResult((lastRound) => (lastRound as AttemptRound).shouldRetry),
    { maxAttempts: limits.retries, backoff: new ConstantBackoff(0) },
  );
  const { meter = noMetrics } = options;
  return async (request, call) => {
    const write = isWrite(request);
    const lastRound = await policy.execute(async ({ attempt: retries }): Promise<AttemptRound> => {
      const result = await sendOnce(request, call);
      const [now, random] = [options.clock(), (options.random ?? Math.random)()];
      const decision = decideRetry(result, {
        isWrite: write,
        retries,
        remainingMs: call.remainingMs(),
        now,
        random,
        limits,
      });
      if (!decision.retry) return { result, shouldRetry: false };
      meter.count(sentAgain, { entity: entityLabel(request.url) });
      return waitBeforeRetry(result, decision.delayMs, call.signal);
    }, call.signal);
    return lastRound.result;
  };
}

/** The pause before the next attempt is made here, since the library's own cannot be cut short. */
async function waitBeforeRetry(
  result: AttemptResult,
  milliseconds: number,
  signal: AbortSignal,
): Promise<AttemptRound> {
  try {
    await pause(milliseconds, undefined, { signal });
    return { result, shouldRetry: true };
  } catch (cause) {
    return { result: { kind: 'stopped', wasSent: false, cause }, shouldRetry: false };
  }
}

/** Told of every attempt. */
export interface AttemptListener {
  readonly spent: () => void;
  /** By how many milliseconds the server's clock is ahead of ours. */
  readonly heard: (skew: number) => void;
}

export function createSendOnce({ options, limits, spent, heard }: TransportOptions & AttemptListener): HttpSend {
  const redactor = createCredentialRedactor(options);
  const { meter = noMetrics } = options;
  return async (request, call) => {
    spent();
    const start = performance.now();
    const rawResult = await attemptRequest(request, {
      fetch: options.fetch ?? globalThis.fetch,
      milliseconds: limits.attempt,
      signal: call.signal,
    });
    const milliseconds = performance.now() - start;
    const serverTime = rawResult.kind === 'answered' ? Date.parse(rawResult.headers.get('date') ?? '') : Number.NaN;
    if (!Number.isNaN(serverTime)) heard(serverTime - options.clock().getTime());
    const result = redactResult(rawResult, redactor);
    measureAttempt(meter, request.url, { result, milliseconds });
    // Never the query, the headers or the body: they carry names, figures and the credentials.
    options.log.debug(
      {
        method: request.method,
        path: new URL(request.url).pathname,
        outcome: result.kind === 'answered' ? result.status : result.kind,
        ms: Math.round(milliseconds),
      },
      'autotask',
    );
    return result;
  };
}

interface TransportDeps {
  readonly zone: Zone;
  readonly limitEntity: KeyedLimiter<string>;
  readonly sendWithRetries: HttpSend;
  readonly options: AutotaskOptions;
}

export function createTransport({ zone, limitEntity, sendWithRetries, options }: TransportDeps): HttpSend {
  const { integrationCode, username, secret } = options;
  const credentials = { ApiIntegrationCode: integrationCode, UserName: username, Secret: secret };
  const sendTo = (root: string, request: HttpRequest, call: Call): Promise<AttemptResult> => {
    const url = resolveUrl(request.url, root);
    return sendWithRetries({ ...request, url, headers: { ...request.headers, ...credentials } }, call);
  };
  return (request, call) =>
    limitEntity(entityOf(new URL(request.url).pathname), call.signal, async () => {
      const root = await zone.root(call.signal);
      const result = await sendTo(root, request, call);
      if (result.kind !== 'answered' || result.status !== 401) return result;
      // Also the answer of the wrong data centre. Nothing was carried out, so that writes may go again too.
      const newRoot = await zone.rediscover(call.signal);
      return newRoot === root ? result : sendTo(newRoot, request, call);
    });
}

function resolveUrl(url: string, root: string): string {
  if (url.startsWith(`${zonePlaceholder}/`)) return root + url.slice(zonePlaceholder.length + 1);
  const [target, home] = [new URL(url), new URL(root)];
  if (target.origin !== home.origin) throw unexpectedResponse(`the next page is said to be at ${target.origin}`);
  return url;
}
