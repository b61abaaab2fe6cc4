/** A stop waits for what is under way, though not for ever: whoever stops the bot would end it by force. */
import type { Ending } from '../core/ending';
import type { Logger } from '../core/log';
import { soon } from '../core/soon';

/** Of the time that a stop has: how much a form in hand may take of it, so that it can still be given back. */
const enough = 0.6;

/** Nothing is put down in no time at all. Milliseconds. */
const least = 1000;

/** Tells how many milliseconds of so many seconds are left. */
export function lasting(seconds: number): () => number {
  const until = performance.now() + seconds * 1000;
  return () => Math.max(least, until - performance.now());
}

interface Parts {
  readonly ending: Ending;
  readonly log: Logger;
}

export async function finished(work: Promise<unknown>, seconds: number, { ending, log }: Parts): Promise<void> {
  const settled = work.then(() => log.info({}, 'stopped'));
  if ((await soon(settled, seconds * enough * 1000)).ready) return;
  ending.come();
  const end = await soon(settled, seconds * (1 - enough) * 1000);
  if (!end.ready) log.warn({ seconds }, 'stopped with work still under way');
}
