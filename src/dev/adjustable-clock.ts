/** The demo's clock: the machine's, plus what somebody set it forward to see the next hour or morning. */
import { nextRun } from '../core/schedule';

export interface AdjustableClock {
  readonly now: () => Date;
  /** Resolves when every listener is done. */
  move(to: ClockMove): Promise<void>;
  /** Calls the listener after each move and waits for it, so that it can do what has become due. Returns a function that ends this. */
  onMove(listener: () => unknown): () => void;
}

/** By an hour, or to shortly after eight of the next working day in that time zone. */
export type ClockMove = { readonly to: 'hour' } | { readonly to: 'morning'; readonly timezone: string };

const hour = 3_600_000;
const workingDays = [1, 2, 3, 4, 5] as const;

export function createAdjustableClock(clock: () => Date): AdjustableClock {
  const offset = { by: 0 };
  const listeners = new Set<() => unknown>();
  const now = (): Date => new Date(clock().getTime() + offset.by);
  return {
    now,
    async move(to) {
      offset.by += to.to === 'hour' ? hour : untilMorning(now(), to.timezone);
      for (const listener of listeners) await listener();
    },
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Until a few minutes past eight, the hour at which digests are posted by default. */
function untilMorning(now: Date, timezone: string): number {
  const morning = nextRun({ days: workingDays, time: '08:05', timezone }, now);
  return morning === undefined ? 0 : morning.getTime() - now.getTime();
}
