/** What the bot does without being asked: digests that are due, and news for those who watch. */
import { anyWorker, type AnyWorker, type Jobs } from '../core/jobs';
import type { Meter } from '../core/meter';
import { createDigestClock } from './digest-clock';
import { createDigestWorker } from './digest-run';
import type { Behalf } from './on-behalf';
import { askForNews, createWatchWorker } from './watch-poll';

export interface ByItself {
  readonly workers: readonly AnyWorker[];
  /** Looks once whether there is something to do. Never rejects. */
  readonly tick: () => Promise<void>;
}

interface Parts extends Behalf {
  readonly jobs: Jobs;
  readonly meter: Meter;
}

export function createByItself(parts: Parts, skipAfterHours: number): ByItself {
  const { subscriptions } = parts.services;
  const digests = createDigestClock({ ...parts, subscriptions });
  return {
    workers: [anyWorker(createDigestWorker({ ...parts, skipAfterHours })), anyWorker(createWatchWorker(parts))],
    async tick() {
      await digests.tick();
      await askForNews(parts);
    },
  };
}
