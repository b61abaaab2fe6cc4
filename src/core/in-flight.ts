/** What is being worked on: nothing that outlives its request fails unheard, and a stop waits for what has begun. */

export interface InFlight {
  readonly isOpen: () => boolean;
  /** The same promise; its failure is told to `onFailure` as well. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Takes nothing new and waits, also for what is begun meanwhile. Never rejects. */
  drain(): Promise<void>;
}

export function createInFlight(onFailure: (error: unknown) => void = () => undefined): InFlight {
  const works = new Set<Promise<void>>();
  let isOpen = true;
  return {
    isOpen: () => isOpen,
    track(work) {
      const settled: Promise<void> = work.then(() => undefined, onFailure).finally(() => works.delete(settled));
      works.add(settled);
      return work;
    },
    async drain() {
      isOpen = false;
      while (works.size > 0) await Promise.all(works);
    },
  };
}
