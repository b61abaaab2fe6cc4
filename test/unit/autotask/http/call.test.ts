/** A call ends at its time or with its caller, and leaves nothing behind on a signal that outlives it. */
import { getEventListeners } from 'node:events';
import { untilAborted, withCallDeadline, withAbortDeadline } from '../../../../src/autotask/http/call';
import { errorOf } from '../../../support/client';

const untilEnd = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });

describe('The time of a call', () => {
  it('is over when its milliseconds are', async () => {
    expect(await withAbortDeadline(1, undefined, untilEnd)).toMatchObject({ name: 'TimeoutError' });
  });

  it('is over when the caller gives up, for the reason that the caller has', async () => {
    const caller = new AbortController();
    const ended = withAbortDeadline(60_000, caller.signal, untilEnd);
    caller.abort('the process stops');
    expect(await ended).toBe('the process stops');
  });

  it('is over before it began when the caller has given up already', async () => {
    expect(await withAbortDeadline(60_000, AbortSignal.abort('given up'), untilEnd)).toBe('given up');
  });

  it('is waited for no longer, though the work takes no notice of it', async () => {
    const work = withCallDeadline(1, undefined, ({ signal }) =>
      untilAborted(signal, new Promise<never>(() => undefined)),
    );
    expect(await errorOf(work)).toMatchObject({ code: 'unavailable' });
  });

  it('leaves no listener on the signal of a caller that lives on, whether it went well or not', async () => {
    const { signal } = new AbortController();
    await withAbortDeadline(60_000, signal, (inner) => untilAborted(inner, Promise.resolve('done')));
    await errorOf(withAbortDeadline(60_000, signal, () => Promise.reject(new Error('failed'))));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
