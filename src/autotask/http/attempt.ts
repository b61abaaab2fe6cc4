/** One HTTP attempt and all that can become of it. Never throws. */
import { TaskCancelledError, timeout, TimeoutStrategy } from 'cockatiel';

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

export async function attemptRequest(
  request: HttpRequest,
  { fetch, milliseconds, signal }: AttemptOptions,
): Promise<AttemptResult> {
  const isAborted = (): boolean => signal.aborted;
  if (isAborted()) return { kind: 'stopped', wasSent: false, cause: signal.reason };
  try {
    const limit = timeout(milliseconds, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
    return await limit.execute(async ({ signal: attemptSignal }) => {
      const { method, url, headers, body = null } = request;
      // A redirect could lead the credentials to another host: it is an answer like any other.
      const response = await fetch(url, { method, headers, body, signal: attemptSignal, redirect: 'manual' });
      const text = await response.text();
      return { kind: 'answered' as const, status: response.status, headers: response.headers, text };
    }, signal);
  } catch (cause) {
    if (isAborted()) return { kind: 'stopped', wasSent: true, cause };
    if (cause instanceof TaskCancelledError) return { kind: 'slow', cause };
    return { kind: isConnectFailure(cause) ? 'unsent' : 'broken', cause };
  }
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
