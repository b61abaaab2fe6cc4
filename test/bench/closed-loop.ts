/** Keeps so many interactions under way until all are done, and tells how long each took. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Timing {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
}

export interface Load {
  readonly total: number;
  readonly atOnce: number;
  /** Milliseconds between one and the next, so that neither is measured while the work behind the one before goes on. */
  readonly rest?: number;
}

export async function runLoad({ total, atOnce, rest = 0 }: Load, once: () => Promise<void>): Promise<Timing> {
  const durations: number[] = [];
  let started = 0;
  const worker = async (): Promise<void> => {
    while (started < total) {
      started++;
      const start = performance.now();
      await once();
      durations.push(performance.now() - start);
      if (rest > 0) await pause(rest);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - start) / 1000;
  const sorted = durations.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(total - 1, Math.floor(total * share))] ?? Number.NaN;
  return { perSecond: total / seconds, median: at(0.5), p99: at(0.99) };
}
