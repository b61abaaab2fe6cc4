/** A `fetch` whose answers a test can hold back: those to paths that match wait until they are let go. */
import { createDeferred } from './later';

export interface ControllableFetch {
  readonly fetch: typeof globalThis.fetch;
  hold(path: RegExp): void;
  /** Lets go whatever waits, and resolves when it has been answered. */
  release(): Promise<void>;
  waiting(): number;
}

export function createControllableFetch(): ControllableFetch {
  let heldPath: RegExp | undefined;
  let release = createDeferred<undefined>();
  const inFlight = new Set<Promise<Response>>();
  return {
    fetch: async (input, init) => {
      if (heldPath?.test(new URL(input).pathname) !== true) return globalThis.fetch(input, init);
      const answer = release.promise.then(() => globalThis.fetch(input, init));
      inFlight.add(answer);
      return answer;
    },
    hold: (path) => {
      heldPath = path;
      release = createDeferred<undefined>();
    },
    release: async () => {
      heldPath = undefined;
      release.resolve(undefined);
      await Promise.allSettled(inFlight);
      inFlight.clear();
    },
    waiting: () => inFlight.size,
  };
}
