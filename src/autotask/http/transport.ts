/** The way of a request: entity limit, zone, retries, one attempt; the credentials are put on at the last moment, and each attempt is measured. */
import { setTimeout as pause } from 'node:timers/promises';
import { noMetrics, type MetricDefinition, type Metrics } from '../../core/metrics';
import { createRedact } from '../../core/redact';
import document from '../openapi.json';
import type { AutotaskOptions, Limits } from '../options';
import { attemptRequest, redactResult, type HttpRequest, type Call } from './call';
import { entityOf, type KeyedLimiter } from './concurrency';
import { unexpectedResponse } from './errors';
import { decideRetry, type AttemptResult } from './retry';

/** Paths below it are put under the zone's root; any other address must belong to the zone. */
export const zonePlaceholder = 'https://zone.invalid';

export type HttpSend = (request: HttpRequest, call: Call) => Promise<AttemptResult>;

interface TransportOptions {
  readonly options: AutotaskOptions;
  readonly limits: Limits;
}

export const isWrite = ({ method, url }: Pick<HttpRequest, 'method' | 'url'>): boolean =>
  method !== 'GET' && !/\/query(\/|\?|$)/i.test(url);

/** Sends, and sends again as the decision in retry.ts says. The last outcome is the answer. */
export function withRetries({ options, limits }: TransportOptions, sendOnce: HttpSend): HttpSend {
  const { meter = noMetrics, clock, random = Math.random } = options;
  return async (request, call) => {
    const fixed = { isWrite: isWrite(request), limits };
    for (let retries = 0; ; retries += 1) {
      const result = await sendOnce(request, call);
      const remainingMs = call.remainingMs();
      const decision = decideRetry(result, { ...fixed, retries, remainingMs, now: clock(), random: random() });
      if (!decision.retry) return result;
      meter.count(retryCount, { entity: entityLabel(request.url) });
      try {
        await pause(decision.delayMs, undefined, { signal: call.signal });
      } catch (cause) {
        return { kind: 'stopped', wasSent: false, cause };
      }
    }
  };
}

/** Told of every attempt. */
export interface AttemptListener {
  readonly onAttempt: () => void;
  /** By how many milliseconds the server's clock is ahead of ours. */
  readonly onServerTime: (skew: number) => void;
}

/** Shorter ones would be found in innocent words. */
const minSecretLength = 4;

export function createSendOnce({
  options,
  limits,
  onAttempt,
  onServerTime,
}: TransportOptions & AttemptListener): HttpSend {
  const redact = createRedact([options.username, options.secret, options.integrationCode], minSecretLength);
  const { meter = noMetrics } = options;
  return async (request, call) => {
    onAttempt();
    const start = performance.now();
    const rawResult = await attemptRequest(request, {
      fetch: options.fetch ?? globalThis.fetch,
      milliseconds: limits.attempt,
      signal: call.signal,
    });
    const milliseconds = performance.now() - start;
    const serverTime = rawResult.kind === 'answered' ? Date.parse(rawResult.headers.get('date') ?? '') : Number.NaN;
    if (!Number.isNaN(serverTime)) onServerTime(serverTime - options.clock().getTime());
    const result = redactResult(rawResult, redact);
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

interface ZoneRoot {
  root(signal: AbortSignal): Promise<string>;
  rediscover(signal: AbortSignal): Promise<string>;
}
interface TransportDeps {
  readonly zone: ZoneRoot;
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

const requestCount: MetricDefinition<'entity' | 'status'> = {
  name: 'opportunities_autotask_requests_total',
  help: 'Requests to Autotask, each attempt by itself: the HTTP status, or what became of it instead.',
  labels: ['entity', 'status'],
};
const requestDuration: MetricDefinition<'entity'> = {
  name: 'opportunities_autotask_request_seconds',
  help: 'How long one attempt took, whatever came of it.',
  labels: ['entity'],
};
const retryCount: MetricDefinition<'entity'> = {
  name: 'opportunities_autotask_retries_total',
  help: 'Requests to Autotask that were sent again.',
  labels: ['entity'],
};
const knownEntities = new Set(Object.keys(document.paths).map(entityOf));
knownEntities.delete('{entity}');

/** A label: an address that Autotask names for the next page must not make new ones. */
function entityLabel(url: string): string {
  const entity = entityOf(new URL(url).pathname);
  return knownEntities.has(entity) ? entity : 'other';
}

function measureAttempt(meter: Metrics, url: string, attempt: { result: AttemptResult; milliseconds: number }): void {
  const entity = entityLabel(url);
  const { result, milliseconds } = attempt;
  meter.count(requestCount, { entity, status: result.kind === 'answered' ? String(result.status) : result.kind });
  meter.observe(requestDuration, { entity }, milliseconds / 1000);
}
