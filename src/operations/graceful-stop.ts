/** A stop waits for what is under way, though not for ever: whoever stops the bot would end it by force. */
import type { ShutdownAbort } from '../core/shutdown';
import type { Logger } from '../core/log';
import { withDeadline } from '../core/with-deadline';

/** Of the time that a stop has: how much a form in hand may take of it, so that it can still be given back. */
const gracefulShare = 0.6;

/** Nothing is put down in no time at all. Milliseconds. */
const minRemaining = 1000;

/** Tells how many milliseconds of so many seconds are left. */
export function createRemainingTime(seconds: number): () => number {
  const until = performance.now() + seconds * 1000;
  return () => Math.max(minRemaining, until - performance.now());
}

interface FinishDeps {
  readonly shutdown: ShutdownAbort;
  readonly log: Logger;
}

export async function finishWithin(
  work: Promise<unknown>,
  seconds: number,
  { shutdown, log }: FinishDeps,
): Promise<void> {
  const settled = work.then(() => log.info({}, 'stopped'));
  if ((await withDeadline(settled, seconds * gracefulShare * 1000)).ready) return;
  shutdown.abort();
  const end = await withDeadline(settled, seconds * (1 - gracefulShare) * 1000);
  if (!end.ready) log.warn({ seconds }, 'stopped with work still under way');
}
