/** Autotask as a script: a `fetch` that answers as the test says, and remembers what it was asked. */
export interface AskedOf {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly search: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface Script {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: AskedOf[];
}

export function scripted(answer: (asked: AskedOf, signal: AbortSignal) => Response | Promise<Response>): Script {
  const asked: AskedOf[] = [];
  return {
    asked,
    fetch: async (input, init = {}) => {
      const { host, pathname, search } = new URL(input);
      const one: AskedOf = {
        method: init.method ?? 'GET',
        host,
        path: pathname,
        search,
        headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? init.body : '',
      };
      asked.push(one);
      return answer(one, init.signal ?? new AbortController().signal);
    },
  };
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });

export const refusal = (sentence: string, status = 500): Response => json({ errors: [sentence] }, status);

/** 401 of Autotask has no body. */
export const unauthorised = (): Response => new Response(null, { status: 401 });
