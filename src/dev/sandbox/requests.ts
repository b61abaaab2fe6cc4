/** What was asked of the sandbox: the newest requests, and a word to whoever listens. Never holds credentials. */
import type { EntityName } from './schema';
import type { Verb } from './world';

export interface LoggedRequest {
  readonly at: Date;
  readonly method: string;
  /** As it came, with its query. */
  readonly path: string;
  readonly entity: EntityName | '';
  /** Undefined for routes that do not exist. */
  readonly verb: Verb | undefined;
  /** 0 when no answer was given. */
  readonly status: number;
  readonly ms: number;
  readonly body: string;
  readonly answer: string;
  /** The value of the impersonation header; empty without it. */
  readonly impersonating: string;
}

export interface Requests {
  list(): readonly LoggedRequest[];
  clear(): void;
  /** Answers with a function that ends the subscription. */
  onRequest(listener: (request: LoggedRequest) => void): () => void;
  add(request: LoggedRequest): void;
}

const kept = 1000;
const longest = 20_000;

export function createRequests(): Requests {
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
      const short = { ...request, body: request.body.slice(0, longest), answer: request.answer.slice(0, longest) };
      log.push(short);
      if (log.length > kept) log.shift();
      for (const listener of listeners) listener(short);
    },
  };
}
