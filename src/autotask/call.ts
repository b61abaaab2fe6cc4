/** One call of a feature: its time, and the signal that ends all its requests. */
import { timeout, TimeoutStrategy } from 'cockatiel';
import { stoppedWaiting } from './failures';

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
  return timeout(milliseconds, { strategy: TimeoutStrategy.Cooperative, abortOnReturn: false }).execute(
    ({ signal: limited }) => work({ signal: limited, left }),
    signal,
  );
}

/** Waits until the call ends and no longer: what others wait for too goes on without it. */
export async function unlessStopped<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  const { promise: stopped, reject } = pending();
  const stop = (): void => reject(stoppedWaiting(signal.reason));
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([stopped, answer]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function pending(): { readonly promise: Promise<never>; readonly reject: (cause: Error) => void } {
  let reject: (cause: Error) => void = () => undefined;
  const promise = new Promise<never>((_resolve, fail) => (reject = fail));
  return { promise, reject };
}
