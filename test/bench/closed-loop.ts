/** Keeps so many interactions under way until all are done, and tells how long each took. */

export interface Timing {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
}

export interface Load {
  readonly total: number;
  readonly atOnce: number;
}

export async function drive({ total, atOnce }: Load, once: () => Promise<void>): Promise<Timing> {
  const took: number[] = [];
  let begun = 0;
  const worker = async (): Promise<void> => {
    while (begun < total) {
      begun++;
      const start = performance.now();
      await once();
      took.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - start) / 1000;
  const sorted = took.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(total - 1, Math.floor(total * share))] ?? Number.NaN;
  return { perSecond: total / seconds, median: at(0.5), p99: at(0.99) };
}
