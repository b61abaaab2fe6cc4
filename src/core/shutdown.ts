/** The end of the process: what still goes on then is given up in time for its words to reach the person. */
import { Unavailable } from './errors';

export interface ShutdownAbort {
  /** The same work; rejects with words for the person once the end is near. */
  abortable<T>(work: Promise<T>): Promise<T>;
  /** It is near. */
  abort(): void;
}

export function createShutdownAbort(): ShutdownAbort {
  const pending = new Set<() => void>();
  return {
    async abortable(work) {
      let rejectPending = (): void => undefined;
      const end = new Promise<never>((_, reject) => (rejectPending = () => reject(abortedByShutdown())));
      pending.add(rejectPending);
      try {
        return await Promise.race([work, end]);
      } finally {
        pending.delete(rejectPending);
      }
    },
    abort: () => pending.forEach((rejectPending) => rejectPending()),
  };
}

const abortedByShutdown = (): Unavailable =>
  new Unavailable('I am being stopped before I know whether this went through.', {
    hint: 'Look first whether it did; if not, send it again in a minute.',
  });
