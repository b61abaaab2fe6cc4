/** What is being worked on: nothing fails unheard, and a stop waits for what has begun. */
import type { Logger } from '../../core/log';
import { soon } from '../../core/soon';
import { factsOf } from './failure';

export interface Underway {
  readonly open: () => boolean;
  /** Never rejects. */
  run(what: string, work: () => Promise<void>): Promise<void>;
  /** Takes nothing new and waits, though not for ever. */
  finish(): Promise<void>;
}

const patience = 10_000;

export function createUnderway(log: Logger): Underway {
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
      const finished = await soon(settled(working), patience);
      if (!finished.ready) log.warn({ left: working.size }, 'stopped with answers still under way');
    },
  };
}

/** What is under way may begin something more. */
async function settled(working: ReadonlySet<Promise<void>>): Promise<void> {
  while (working.size > 0) await Promise.all(working);
}
