/** One request to a Bot Connector: signed as the bot, with the deadline and the repeats of its kind. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SendPolicies, SendPolicy } from '../../../core/sending';

/** A deadline holds for the call as a whole, its repeats and their pauses included. */
export const sendPolicies: SendPolicies = {
  interactive: { deadlineMs: 2_000, repeats: 0 },
  reply: { deadlineMs: 15_000, repeats: 3 },
  background: { deadlineMs: 60_000, repeats: 3 },
};
const firstPauseMs = 300;

export interface ConnectorRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: readonly string[];
  readonly targeted?: boolean;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Rejects with `ConnectorError`, `ConnectorUnreachable`, or with what kept the bot from its token. */
export type SendRequest = (serviceUrl: string, request: ConnectorRequest) => Promise<unknown>;

/** Signs a request for the connector at this address. */
export type Authorize = (serviceUrl: string, headers: Headers) => Promise<void>;

/** The connector refused: `status` as HTTP has it. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly status: number;
  /** The service's own, such as `BotNotInConversationRoster`: its words may repeat what was sent. */
  readonly code: string;
  /** Milliseconds that the service asks to wait before a repeat. */
  readonly retryAfterMs: number | undefined;
  constructor({ status, headers }: Response, method: string, body: string) {
    super(`The Bot Connector answered ${String(status)} to ${method}`);
    this.status = status;
    this.code = /"code"\s*:\s*"(\w{1,60})"/.exec(body)?.[1] ?? '';
    const seconds = Number(headers.get('retry-after') ?? NaN);
    this.retryAfterMs = seconds >= 0 ? seconds * 1000 : undefined;
  }
}

/** No answer came: `code` is the network's own, such as `ECONNREFUSED`. */
export class ConnectorUnreachable extends Error {
  override readonly name = 'ConnectorUnreachable';
  readonly code: string;
  constructor(method: string, cause: unknown) {
    super(`The Bot Connector did not answer to ${method}`, { cause });
    const { code } = ((cause as Error).cause ?? {}) as { code?: unknown };
    this.code = typeof code === 'string' ? code : '';
  }
  /** No connection came about, so that nothing was sent. */
  get isUnsent(): boolean {
    return unsentCodes.has(this.code);
  }
}
const unsentCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** `fetch` opens as many connections as are wanted: no kind of call waits for another. */
export function createSendRequest(authorize: Authorize, { deadlineMs, repeats }: SendPolicy): SendRequest {
  return async (serviceUrl, request) => {
    const endsAt = performance.now() + deadlineMs;
    const signal = AbortSignal.timeout(deadlineMs);
    for (let repeat = 0; ; repeat += 1) {
      try {
        return await sendOnce(authorize, { serviceUrl, request, signal });
      } catch (error) {
        const pauseMs = (error as Partial<ConnectorError>).retryAfterMs ?? firstPauseMs * 2 ** repeat;
        const isInTime = performance.now() + pauseMs < endsAt;
        if (repeat === repeats || !isInTime || !mayRepeat(error, request)) throw error;
        await sleep(pauseMs);
      }
    }
  };
}

/** What may have been taken is not posted again: it would be there twice. */
function mayRepeat(error: unknown, { method }: ConnectorRequest): boolean {
  if (error instanceof ConnectorUnreachable) return error.isUnsent || method !== 'POST';
  if (!(error instanceof ConnectorError)) return false;
  return error.status === 429 || (method !== 'POST' && passingStatuses.has(error.status));
}
const passingStatuses = new Set([408, 500, 502, 503, 504]);

interface Attempt {
  readonly serviceUrl: string;
  readonly request: ConnectorRequest;
  readonly signal: AbortSignal;
}

async function sendOnce(authorize: Authorize, { serviceUrl, request, signal }: Attempt): Promise<unknown> {
  const { method, body } = request;
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', accept: 'application/json' });
  await authorize(serviceUrl, headers);
  const { response, text } = await fetch(urlOf(serviceUrl, request), {
    method,
    headers,
    signal,
    redirect: 'error',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
    .then(async (response) => ({ response, text: await response.text() }))
    .catch((error: unknown) => {
      throw new ConnectorUnreachable(method, error);
    });
  if (!response.ok) throw new ConnectorError(response, method, text);
  return text === '' ? {} : JSON.parse(text);
}

function urlOf(serviceUrl: string, { path, query = {}, targeted = false }: ConnectorRequest): URL {
  const url = new URL(`v3/${path.map(encodeURIComponent).join('/')}`, serviceUrl.replace(/\/*$/, '/'));
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (targeted) url.searchParams.set('isTargetedActivity', 'true');
  return url;
}
