/** A stop waits for what is under way, though not for ever: whoever stops the bot would end it by force. */
import type { Logger } from '../core/log';
import { soon } from '../core/soon';

export async function finished(work: Promise<unknown>, seconds: number, log: Logger): Promise<void> {
  const end = await soon(work, seconds * 1000);
  if (end.ready) log.info({}, 'stopped');
  else log.warn({ seconds }, 'stopped with work still under way');
}
