/** Jobs that are begun at once in this process and tried once: for tests of what they do, not of how they are kept. */
import type { AnyWorker, Jobs } from '../../src/core/jobs';

export interface MemoryJobs extends Jobs {
  start(workers: readonly AnyWorker[]): void;
  /** Resolves when nothing is under way any more; rejects when a job failed. */
  idle(): Promise<void>;
}

export function createMemoryJobs(): MemoryJobs {
  const workers: AnyWorker[] = [];
  const inFlight: Promise<void>[] = [];
  return {
    start: (added) => void workers.push(...added),
    add(job, payload) {
      const worker = workers.find(({ job: { name } }) => name === job.name);
      if (worker === undefined) return Promise.reject(new Error(`nobody does jobs of the kind ${job.name}`));
      const work = worker.run(payload, { number: 1, isLast: true });
      // Whoever waits for it hears of it, and nobody else has to.
      work.catch(() => undefined);
      inFlight.push(work);
      return Promise.resolve();
    },
    async idle() {
      while (inFlight.length > 0) await Promise.all(inFlight.splice(0));
    },
  };
}
