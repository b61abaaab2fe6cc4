/** The app's Home tab: published when its person opens it, and again when they changed something from Slack. */
import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { View } from '../../core/reply';
import { factsOf } from './failure';
import { fromNowhere } from './origin';
import { arrivalOf, type Parts, type Homes } from './parts';

type HomeParts = Pick<Parts, 'web' | 'drawing' | 'people' | 'isOverheard' | 'bot' | 'me' | 'command' | 'store' | 'log'>;

/** Whoever has not looked at their Home for so long is not drawn one, until they open it again. */
const rememberSeconds = 90 * 24 * 60 * 60;

export function createHomes(parts: HomeParts): Homes {
  const { web, drawing, bot, me, store, log } = parts;
  const keyOf = (user: string): string => `slack-home:${me.team}:${user}`;
  /** Who is being drawn a Home, and whether something changed since it was begun. */
  const drawn = new Map<string, { again: boolean }>();

  async function publish(user: string, view: View): Promise<void> {
    await web
      .publishHome(user, drawing.home(view))
      .catch((error: unknown) => log.error({ ...factsOf(error), user }, 'Slack does not publish the Home'));
  }
  /** One at a time for each person: what changes meanwhile is in the next one, which is the last. */
  async function draw(user: string): Promise<void> {
    const underWay = drawn.get(user);
    if (underWay !== undefined) {
      underWay.again = true;
      return;
    }
    const turn = { again: true };
    drawn.set(user, turn);
    try {
      while (turn.again) {
        turn.again = false;
        await publish(user, await bot.home(await arrivalOf(parts, `home ${user}`, fromNowhere(user, me.team))));
      }
    } finally {
      drawn.delete(user);
    }
  }

  return {
    publish,
    async opened(user) {
      await Promise.all([store.put(keyOf(user), true, rememberSeconds), draw(user)]);
    },
    async changed(user) {
      if ((await store.get(keyOf(user))) !== undefined) await draw(user);
    },
  };
}

/** The same event comes for the tab with the messages. */
export async function onHomeOpened(
  { homes }: Parts,
  { event }: SlackEventMiddlewareArgs<'app_home_opened'>,
): Promise<void> {
  if (event.tab === 'home') await homes.opened(event.user);
}
