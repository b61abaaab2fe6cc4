/** The demo's clock: as the machine's, until somebody sets it forward to see what the next hour or morning brings. */
import { nextRun } from '../core/schedule';

export interface AdjustableClock {
  readonly now: () => Date;
  /** By an hour, or to shortly after eight of the next working day in that time zone; resolves when all have been told. */
  move(to: ClockMove): Promise<void>;
  /** Told after each move, and waited for: whatever has become due is done then. Returns how to stop. */
  onMove(listener: () => unknown): () => void;
}

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

/** A few minutes past the hour at which digests go out unless somebody says otherwise. */
function untilMorning(now: Date, timezone: string): number {
  const morning = nextRun({ days: workingDays, time: '08:05', timezone }, now);
  return morning === undefined ? 0 : morning.getTime() - now.getTime();
}
