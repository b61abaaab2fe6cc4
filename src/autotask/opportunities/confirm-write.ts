/** After a write: whether it was carried out, where nobody knows, and what is stored since. */
import type { ClientContext } from '../client-context';
import { type Call, withCallDeadline } from '../http/call';
import { Unavailable } from '../../core/errors';
import { lateArrivalLimit } from '../../opportunity/client';

/**
 * Sends, and looks for the result when the answer got lost. Not found: the failure goes on, still as one that may have
 * been carried out, since a request can arrive late. Nothing is ever sent a second time here.
 */
export async function confirmWrite<T>(
  { limits }: ClientContext,
  send: () => Promise<T>,
  findResult: (call: Call) => Promise<T | undefined>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Unavailable) || !error.mayHaveSucceeded) throw error;
    // A call of its own: the time of the first may be what ran out.
    const stored = await withCallDeadline(limits.attempt, undefined, findResult).catch(() => 'unknown' as const);
    if (stored === 'unknown') throw error;
    if (stored !== undefined) return stored;
    throw new Unavailable(`${error.userMessage} When I looked just now, it was not stored.`, {
      hint: 'Look again before you repeat it: it may arrive late.',
      cause: error,
      mayHaveSucceeded: true,
    });
  }
}

/** What may have gone out before, and is not found, may still arrive. */
export function assertSafeToResend({ clock }: ClientContext, sentAt: Date | undefined): void {
  if (sentAt === undefined || clock().getTime() - sentAt.getTime() >= lateArrivalLimit) return;
  throw new Unavailable('An earlier attempt got no answer and may still arrive, so I do not send it again yet.', {
    hint: 'I look again in a moment.',
  });
}

/** The write is done: failing to show it must not look like failing to do it. */
export async function readAfterWrite<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new Unavailable('It is stored, but Autotask did not let me read it back.', {
      hint: 'Look the opportunity up again in a minute.',
      cause,
      mayHaveSucceeded: true,
    });
  }
}
