/** Autotask as a script: a `fetch` that answers as the test says, and remembers what it was asked. */
export interface RecordedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly search: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface ScriptedFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: RecordedRequest[];
}

export function createScriptedFetch(
  respond: (requests: RecordedRequest, signal: AbortSignal) => Response | Promise<Response>,
): ScriptedFetch {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    fetch: async (input, init = {}) => {
      const { host, pathname, search } = new URL(input);
      const request: RecordedRequest = {
        method: init.method ?? 'GET',
        host,
        path: pathname,
        search,
        headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? init.body : '',
      };
      requests.push(request);
      return respond(request, init.signal ?? new AbortController().signal);
    },
  };
}

export const jsonAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });

export const apiError = (sentence: string, status = 500): Response => jsonAnswer({ errors: [sentence] }, status);

/** 401 of Autotask has no body. */
export const unauthorizedAnswer = (): Response => new Response(null, { status: 401 });
