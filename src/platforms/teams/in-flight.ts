/** Work that outlives the request that began it: its failures are logged, and stopping waits for it. */
import type { Logger } from '../../core/log';

export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. */
  drain(): Promise<void>;
}

export function createInFlight(log: Logger): InFlight {
  const works = new Set<Promise<unknown>>();
  return {
    track(work) {
      const tracked = work
        .catch((error: unknown) => log.error({ err: error }, 'an arrival from Teams could not be answered'))
        .finally(() => works.delete(tracked));
      works.add(tracked);
      return work;
    },
    async drain() {
      while (works.size > 0) await Promise.all(works);
    },
  };
}
