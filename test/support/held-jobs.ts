/** Jobs that wait until a test has them done: one attempt after the other, as often as their kind permits. */
import type { Job, Jobs, Worker } from '../../src/core/jobs';
import type { Json } from '../../src/core/json';

interface Waiting {
  readonly name: string;
  readonly key: string | undefined;
  readonly payload: Json;
  attempts: number;
}

export interface HeldJobs extends Jobs {
  readonly waiting: readonly Waiting[];
  /** One attempt at everything that waits; what fails waits again, until its last try. */
  work<T extends Json>(worker: Worker<T>): Promise<void>;
}

export function heldJobs(): HeldJobs {
  const waiting: Waiting[] = [];
  return {
    waiting,
    add<T extends Json>(job: Job<T>, payload: T, { key }: { key?: string } = {}) {
      const known = key !== undefined && waiting.some((one) => one.name === job.name && one.key === key);
      if (!known) waiting.push({ name: job.name, key, payload: job.payload.parse(payload), attempts: 0 });
      return Promise.resolve();
    },
    async work(worker) {
      const { job } = worker;
      const taken = waiting.filter(({ name }) => name === job.name);
      for (const one of taken) {
        waiting.splice(waiting.indexOf(one), 1);
        one.attempts += 1;
        const last = one.attempts >= job.tries;
        await worker.run(job.payload.parse(one.payload), { number: one.attempts, last }).catch((error: unknown) => {
          if (last) throw error;
          waiting.push(one);
        });
      }
    },
  };
}
