/** What is being worked on: nothing fails unheard, and a stop waits for what has begun. */
import type { Logger } from '../../core/log';
import { factsOf } from './failure';

export interface UnderWay {
  readonly open: () => boolean;
  /** Never rejects. */
  run(what: string, work: () => Promise<void>): Promise<void>;
  /** Takes nothing new and waits. */
  finish(): Promise<void>;
}

export function createUnderWay(log: Logger): UnderWay {
  const working = new Set<Promise<void>>();
  let open = true;
  return {
    open: () => open,
    async run(what, work) {
      const done = work().catch((error: unknown) => log.error({ ...factsOf(error), what }, 'Slack got no answer'));
      working.add(done);
      await done;
      working.delete(done);
    },
    async finish() {
      open = false;
      // What is under way may begin something more.
      while (working.size > 0) await Promise.all(working);
    },
  };
}
