/** When nobody knows whether a write was carried out, Autotask's records tell. */
import { Unavailable } from '../core/errors';
import { arrivesWithin } from '../opportunity/client';
import { within, type Call } from './call';
import type { Engine } from './engine';

/**
 * Sends, and looks for the result when the answer got lost. Not found: the failure goes on, still as one that may have
 * been carried out, since a request can arrive late. Nothing is ever sent a second time here.
 */
export async function settled<T>(
  { limits }: Engine,
  send: () => Promise<T>,
  lookUp: (call: Call) => Promise<T | undefined>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Unavailable) || !error.maybeDone) throw error;
    // A call of its own: the time of the first may be what ran out.
    const found = await within(limits.attempt, undefined, lookUp).catch(() => 'unknown' as const);
    if (found === 'unknown') throw error;
    if (found !== undefined) return found;
    throw new Unavailable(`${error.say} When I looked just now, it was not stored.`, {
      next: 'Look again before you repeat it: it may arrive late.',
      cause: error,
      maybeDone: true,
    });
  }
}

/** What may have gone out before, and is not found, may still arrive. */
export function assertRepeatable({ clock }: Engine, sentAt: Date | undefined): void {
  if (sentAt === undefined || clock().getTime() - sentAt.getTime() >= arrivesWithin) return;
  throw new Unavailable('An earlier attempt got no answer and may still arrive, so I do not send it again yet.', {
    next: 'I look again in a moment.',
  });
}

/** The write is done: failing to show it must not look like failing to do it. */
export async function readBack<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new Unavailable('It is stored, but Autotask did not let me read it back.', {
      next: 'Look the opportunity up again in a minute.',
      cause,
      maybeDone: true,
    });
  }
}
