/** One call of a feature: its time, and the signal that ends all its requests. */
import { timeout, TimeoutStrategy } from 'cockatiel';
import { callEndedError } from './errors';

export interface Call {
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  remainingMs(): number;
}

/** Gives the work so many milliseconds, or less when the caller's own signal comes first. */
export async function withCallDeadline<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const remainingMs = (): number => milliseconds - (performance.now() - start);
  return timeout(milliseconds, { strategy: TimeoutStrategy.Cooperative, abortOnReturn: false }).execute(
    ({ signal: deadlineSignal }) => work({ signal: deadlineSignal, remainingMs }),
    signal,
  );
}

/** Waits until the call ends and no longer: what others wait for too goes on without it. */
export async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = rejectable();
  const abort = (): void => reject(callEndedError(signal.reason));
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function rejectable(): { readonly promise: Promise<never>; readonly reject: (cause: Error) => void } {
  let reject: (cause: Error) => void = () => undefined;
  const promise = new Promise<never>((_resolve, fail) => (reject = fail));
  return { promise, reject };
}
