/** What is being worked on: nothing fails unheard, and a stop waits for what has begun. */
import type { Logger } from '../../core/log';
import { toLogFields } from './outbound/errors';

export interface InFlight {
  readonly isOpen: () => boolean;
  /** Never rejects. */
  run(what: string, work: () => Promise<void>): Promise<void>;
  /** Takes nothing new and waits. */
  drain(): Promise<void>;
}

export function createInFlight(log: Logger): InFlight {
  const works = new Set<Promise<void>>();
  let isOpen = true;
  return {
    isOpen: () => isOpen,
    async run(what, work) {
      const done = work().catch((error: unknown) => log.error({ ...toLogFields(error), what }, 'Slack got no answer'));
      works.add(done);
      await done;
      works.delete(done);
    },
    async drain() {
      isOpen = false;
      // What is under way may begin something more.
      while (works.size > 0) await Promise.all(works);
    },
  };
}
