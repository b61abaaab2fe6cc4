/** Work that is done later, by whichever replica comes to it first, and tried again when it fails. */
import type { z } from 'zod';
import type { Json } from './json';

/** One kind of work. Names are permanent: jobs wait in the database over an upgrade. */
export interface Job<T extends Json> {
  readonly name: string;
  readonly payload: z.ZodType<T>;
  /** How often it is tried at most; the pauses between grow. */
  readonly maxAttempts: number;
  /** How many of them run at the same time in one process. */
  readonly concurrency: number;
}

export interface JobAttempt {
  /** From 1. */
  readonly number: number;
  /** Whoever waits for it must be told when this one fails as well. */
  readonly isLast: boolean;
}

/** Who carries a kind of work out. A rejection means: try again later. */
export interface Worker<T extends Json> {
  readonly job: Job<T>;
  run(payload: T, attempt: JobAttempt): Promise<void>;
}

/** A worker of whatever kind: what is stored for it is checked before it is given to it. */
export interface AnyWorker {
  readonly job: Omit<Job<Json>, 'payload'>;
  run(payload: Json, attempt: JobAttempt): Promise<void>;
}

export const anyWorker = <T extends Json>(worker: Worker<T>): AnyWorker => ({
  job: worker.job,
  run: async (payload, attempt) => worker.run(worker.job.payload.parse(payload), attempt),
});

export interface Jobs {
  /**
   * With a `key`: nothing is added while one of the same name and key still waits. With a `delay`, in seconds: not before
   * it has passed by the database's clock, whatever that of this process says.
   */
  add<T extends Json>(
    job: Job<T>,
    payload: T,
    options?: { readonly key?: string; readonly delay?: number },
  ): Promise<void>;
}
