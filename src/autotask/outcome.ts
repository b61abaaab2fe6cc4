/** One HTTP attempt and all that can become of it. Never throws. */
import { TaskCancelledError, timeout, TimeoutStrategy } from 'cockatiel';

export interface Answer {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
export type Outcome =
  | Answer
  /** The connection was never made: nothing can have been carried out. */
  | { readonly kind: 'unsent'; readonly cause: unknown }
  /** Lost on the way, perhaps after Autotask had carried it out. */
  | { readonly kind: 'broken'; readonly cause: unknown }
  /** No whole answer within the time of one attempt. */
  | { readonly kind: 'slow'; readonly cause: unknown }
  /** The caller gave up, or the time of the whole call is over. */
  | { readonly kind: 'stopped'; readonly sent: boolean; readonly cause: unknown };

export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

interface Attempt {
  readonly fetch: typeof globalThis.fetch;
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

export async function attempt(outgoing: Outgoing, { fetch, milliseconds, signal }: Attempt): Promise<Outcome> {
  const stopped = (): boolean => signal.aborted;
  if (stopped()) return { kind: 'stopped', sent: false, cause: signal.reason };
  try {
    const limit = timeout(milliseconds, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
    return await limit.execute(async ({ signal: limited }) => {
      const { method, url, headers, body = null } = outgoing;
      // A redirect could lead the credentials to another host: it is an answer like any other.
      const response = await fetch(url, { method, headers, body, signal: limited, redirect: 'manual' });
      const text = await response.text();
      return { kind: 'answered' as const, status: response.status, headers: response.headers, text };
    }, signal);
  } catch (cause) {
    if (stopped()) return { kind: 'stopped', sent: true, cause };
    if (cause instanceof TaskCancelledError) return { kind: 'slow', cause };
    return { kind: neverConnected(cause) ? 'unsent' : 'broken', cause };
  }
}

const connecting = new Set([
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
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverConnected);
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && connecting.has(code)) || neverConnected(error.cause);
}
