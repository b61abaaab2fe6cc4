/** Start and stop: the ways in are opened and closed in their order, and a stop waits for what is under way, though not for ever. */
import type { Bot } from '../core/bot';
import type { Logger } from '../core/log';
import type { Platform } from '../core/platform';
import type { ShutdownAbort } from '../core/shutdown';
import { withDeadline } from '../core/with-deadline';
import type { WebServer } from './web';

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

/** Of the time that a stop has: how much a form that is being submitted may take of it, so that it can still be given back. */
const gracefulShare = 0.6;

/** Nothing is put down in no time at all. Milliseconds. */
const minRemaining = 1000;

/** Tells how many milliseconds of so many seconds are left. */
function createRemainingTime(seconds: number): () => number {
  const until = performance.now() + seconds * 1000;
  return () => Math.max(minRemaining, until - performance.now());
}

interface FinishDeps {
  readonly shutdown: ShutdownAbort;
  readonly log: Logger;
}

/** Whoever stops the bot would end by force what takes longer. */
async function finishWithin(work: Promise<unknown>, seconds: number, { shutdown, log }: FinishDeps): Promise<void> {
  const settled = work.then(() => log.info({}, 'stopped'));
  if ((await withDeadline(settled, seconds * gracefulShare * 1000)).ready) return;
  shutdown.abort();
  const end = await withDeadline(settled, seconds * (1 - gracefulShare) * 1000);
  if (!end.ready) log.warn({ seconds }, 'stopped with work still under way');
}
