/** What was asked of the sandbox: the newest requests, and a word to whoever listens. Never holds credentials. */
import type { EntityName } from './schema';
import type { SandboxVerb } from './world';

export interface LoggedRequest {
  readonly at: Date;
  readonly method: string;
  /** As it came, with its query. */
  readonly path: string;
  readonly entity: EntityName | '';
  /** Undefined for routes that do not exist. */
  readonly verb: SandboxVerb | undefined;
  /** 0 when no answer was given. */
  readonly status: number;
  readonly ms: number;
  readonly body: string;
  readonly answer: string;
  /** The value of the impersonation header; empty without it. */
  readonly impersonating: string;
}

export interface RequestLog {
  list(): readonly LoggedRequest[];
  clear(): void;
  /** Answers with a function that ends the subscription. */
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
        answer: request.answer.slice(0, maxTextLength),
      };
      log.push(entry);
      if (log.length > maxRequests) log.shift();
      for (const listener of listeners) listener(entry);
    },
  };
}
