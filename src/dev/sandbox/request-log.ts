/** Logs the newest requests with their responses, and notifies listeners; credentials are never in it. */
import type { EntityName } from './schema';
import type { SandboxVerb } from './world';

export interface LoggedRequest {
  readonly at: Date;
  readonly method: string;
  /** As received, with its query. */
  readonly path: string;
  readonly entity: EntityName | '';
  /** Undefined for routes that do not exist. */
  readonly verb: SandboxVerb | undefined;
  /** 0 when there was no complete response. */
  readonly status: number;
  readonly ms: number;
  readonly body: string;
  readonly responseBody: string;
  /** The value of the impersonation header; empty without it. */
  readonly impersonating: string;
}

export interface RequestLog {
  list(): readonly LoggedRequest[];
  clear(): void;
  /** Returns a function that ends the subscription. */
  onRequest(listener: (request: LoggedRequest) => void): () => void;
  add(request: LoggedRequest): void;
}

const maxRequests = 1000;
const maxTextLength = 20_000;

export function createRequestLog(): RequestLog {
  const log: LoggedRequest[] = [];
  const listeners = new Set<(request: LoggedRequest) => void>();
  return {
    list: () => [...log],
    clear() {
      log.length = 0;
    },
    onRequest(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(request) {
      const entry = {
        ...request,
        body: request.body.slice(0, maxTextLength),
        responseBody: request.responseBody.slice(0, maxTextLength),
      };
      log.push(entry);
      if (log.length > maxRequests) log.shift();
      for (const listener of listeners) listener(entry);
    },
  };
}
