/** A `fetch` whose answers a test can hold back: those to paths that match wait until they are let go. */
import { later } from './later';

export interface HeldFetch {
  readonly fetch: typeof globalThis.fetch;
  hold(path: RegExp): void;
  /** Lets go whatever waits, and resolves when it has been answered. */
  release(): Promise<void>;
  waiting(): number;
}

export function heldFetch(): HeldFetch {
  let held: RegExp | undefined;
  let gate = later<undefined>();
  const underWay = new Set<Promise<Response>>();
  return {
    fetch: async (input, init) => {
      if (held?.test(new URL(input).pathname) !== true) return globalThis.fetch(input, init);
      const answer = gate.promise.then(() => globalThis.fetch(input, init));
      underWay.add(answer);
      return answer;
    },
    hold: (path) => {
      held = path;
      gate = later<undefined>();
    },
    release: async () => {
      held = undefined;
      gate.resolve(undefined);
      await Promise.allSettled(underWay);
      underWay.clear();
    },
    waiting: () => underWay.size,
  };
}
