/** The ways in, opened and closed in their order. */
import type { Bot } from './core/bot';
import type { Ending } from './core/ending';
import type { Logger } from './core/log';
import type { Platform } from './core/platform';
import { soon } from './core/soon';
import { finished, lasting } from './operations/stopping';
import type { Web } from './operations/web';

interface Doors {
  readonly platforms: readonly Platform[];
  readonly bot: Bot;
  readonly web: Web;
  readonly log: Logger;
}

/** Answers the address, once everything is ready to receive. */
export async function openDoors({ platforms, bot, web, log }: Doors): Promise<string> {
  for (const platform of platforms) await platform.start(bot);
  const url = await web.start();
  web.become('ready');
  log.info({ url, platforms: platforms.map(({ name }) => name) }, 'ready');
  return url;
}

/** The server after the platforms: until then it tells that nothing new is taken. */
export async function closeDoors({ platforms, web, behind, ending, log }: Closing, seconds: number): Promise<void> {
  const left = lasting(seconds);
  web.become('stopping');
  const resting = behind.rest();
  const settled = Promise.all(platforms.map((platform) => platform.stop())).then(() => web.stop());
  await finished(settled, seconds, { ending, log }).finally(web.end);
  const ended = await soon(
    resting.then(() => behind.stop()),
    left(),
  );
  if (!ended.ready) log.warn({ seconds }, 'stopped with work in the background: it is taken up again later');
}

interface Closing extends Omit<Doors, 'bot'> {
  /** What goes on while nobody waits for it: others add to it until the doors are closed. */
  readonly behind: {
    /** Begins nothing more of its own accord; resolves when that is finished. */
    rest(): Promise<void>;
    stop(): Promise<void>;
  };
  readonly ending: Ending;
}
