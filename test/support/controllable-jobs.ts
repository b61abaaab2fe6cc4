/** Jobs that wait until a test has them done: one attempt after the other, as often as their kind permits. */
import type { Job, Jobs, Worker } from '../../src/core/jobs';
import type { Json } from '../../src/core/json';

interface WaitingJob {
  readonly name: string;
  readonly key: string | undefined;
  readonly payload: Json;
  attempts: number;
}

export interface ControllableJobs extends Jobs {
  readonly waiting: readonly WaitingJob[];
  /** One attempt at everything that waits; what fails waits again, until its last try. */
  work<T extends Json>(worker: Worker<T>): Promise<void>;
}

export function createControllableJobs(): ControllableJobs {
  const waiting: WaitingJob[] = [];
  return {
    waiting,
    add<T extends Json>(job: Job<T>, payload: T, { key }: { key?: string } = {}) {
      const isKnown = key !== undefined && waiting.some((one) => one.name === job.name && one.key === key);
      if (!isKnown) waiting.push({ name: job.name, key, payload: job.payload.parse(payload), attempts: 0 });
      return Promise.resolve();
    },
    async work(worker) {
      const { job } = worker;
      const due = waiting.filter(({ name }) => name === job.name);
      for (const one of due) {
        waiting.splice(waiting.indexOf(one), 1);
        one.attempts += 1;
        const isLast = one.attempts >= job.maxAttempts;
        await worker.run(job.payload.parse(one.payload), { number: one.attempts, isLast }).catch((error: unknown) => {
          if (isLast) throw error;
          waiting.push(one);
        });
      }
    },
  };
}
