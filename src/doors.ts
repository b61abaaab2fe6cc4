/** The ways in, opened and closed in their order. */
import type { Bot } from './core/bot';
import type { ShutdownAbort } from './core/shutdown';
import type { Logger } from './core/log';
import type { Platform } from './core/platform';
import { withDeadline } from './core/with-deadline';
import { finishWithin, createRemainingTime } from './operations/graceful-stop';
import type { WebServer } from './operations/web';

interface StartDeps {
  readonly platforms: readonly Platform[];
  readonly bot: Bot;
  readonly web: WebServer;
  readonly log: Logger;
}

/** Answers the address, once everything is ready to receive. */
export async function startApp({ platforms, bot, web, log }: StartDeps): Promise<string> {
  for (const platform of platforms) await platform.start(bot);
  const url = await web.start();
  web.setState('ready');
  log.info({ url, platforms: platforms.map(({ name }) => name) }, 'ready');
  return url;
}

/** The server after the platforms: until then it tells that nothing new is taken. */
export async function stopApp(
  { platforms, web, backgroundWork, shutdown, log }: StopDeps,
  seconds: number,
): Promise<void> {
  const left = createRemainingTime(seconds);
  web.setState('stopping');
  const drained = backgroundWork.rest();
  const settled = Promise.all(platforms.map((platform) => platform.stop())).then(() => web.stop());
  await finishWithin(settled, seconds, { shutdown, log }).finally(web.closeConnections);
  const ended = await withDeadline(
    drained.then(() => backgroundWork.stop()),
    left(),
  );
  if (!ended.ready) log.warn({ seconds }, 'stopped with work in the background: it is taken up again later');
}

interface StopDeps extends Omit<StartDeps, 'bot'> {
  /** What goes on while nobody waits for it: others add to it until the doors are closed. */
  readonly backgroundWork: {
    /** Begins nothing more of its own accord; resolves when that is finished. */
    rest(): Promise<void>;
    stop(): Promise<void>;
  };
  readonly shutdown: ShutdownAbort;
}
