/** The end of the process: what still goes on then is given up in time for its words to reach the person. */
import { Unavailable } from './errors';

export interface Ending {
  /** The same work; rejects with words for the person once the end is near. */
  orEnd<T>(work: Promise<T>): Promise<T>;
  /** It is near. */
  come(): void;
}

export function createEnding(): Ending {
  const waiting = new Set<() => void>();
  return {
    async orEnd(work) {
      let giveUp = (): void => undefined;
      const end = new Promise<never>((_, reject) => (giveUp = () => reject(givenUp())));
      waiting.add(giveUp);
      try {
        return await Promise.race([work, end]);
      } finally {
        waiting.delete(giveUp);
      }
    },
    come: () => waiting.forEach((giveUp) => giveUp()),
  };
}

const givenUp = (): Unavailable =>
  new Unavailable('I am being stopped before I know whether this went through.', {
    next: 'Look first whether it did; if not, send it again in a minute.',
  });
