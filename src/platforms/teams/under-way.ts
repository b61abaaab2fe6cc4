/** Work that outlives the request that began it: its failures are logged, and stopping waits for it. */
import type { Logger } from '../../core/log';

export interface UnderWay {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

export function createUnderWay(log: Logger): UnderWay {
  const works = new Set<Promise<unknown>>();
  return {
    track(work) {
      const watched = work
        .catch((error: unknown) => log.error({ err: error }, 'an arrival from Teams could not be answered'))
        .finally(() => works.delete(watched));
      works.add(watched);
      return work;
    },
    async settled() {
      while (works.size > 0) await Promise.all(works);
    },
  };
}
