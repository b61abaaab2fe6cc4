/** One call of a feature: its time, and the signal that ends all its requests. */
import { timeout, TimeoutStrategy } from 'cockatiel';

export interface Call {
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  left(): number;
}

/** Gives the work so many milliseconds, or less when the caller's own signal comes first. */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const left = (): number => milliseconds - (performance.now() - start);
  return timeout(milliseconds, TimeoutStrategy.Cooperative).execute(
    ({ signal: limited }) => work({ signal: limited, left }),
    signal,
  );
}
