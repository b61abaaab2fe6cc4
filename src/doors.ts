/** The ways in, opened and closed in their order. */
import type { Bot } from './core/bot';
import type { Ending } from './core/ending';
import type { Logger } from './core/log';
import type { Platform } from './core/platform';
import { finished } from './operations/stopping';
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

/** The server last: until then it tells that nothing new is taken. */
export async function closeDoors({ platforms, web, ending, log }: Closing, seconds: number): Promise<void> {
  web.become('stopping');
  const settled = Promise.all(platforms.map((platform) => platform.stop())).then(() => web.stop());
  await finished(settled, seconds, { ending, log }).finally(web.end);
}
type Closing = Omit<Doors, 'bot'> & { readonly ending: Ending };
