/** The app's Home tab: published when its person opens it, and again when they changed something from Slack. */
import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { View, Reply } from '../../../core/reply';
import { toLogFields } from '../outbound/errors';
import { originWithoutConversation } from '../outbound/origin';
import { loadInteraction, type HandlerContext, type AppHome } from '../handler-context';
import type { Interaction, Person } from '../../../core/interaction';
import type { Bot, InvalidForm } from '../../../core/bot';
import type { SendKind } from '../../../core/sending';

type AppHomeDeps = Pick<
  HandlerContext,
  'slackApis' | 'renderer' | 'people' | 'hasOtherListeners' | 'bot' | 'botIdentity' | 'command' | 'store' | 'log'
>;

/** Whoever has not looked at their Home for so long is not drawn one, until they open it again. */
const openedTtlSeconds = 90 * 24 * 60 * 60;

export function createAppHome(deps: AppHomeDeps): AppHome {
  const { slackApis, renderer, bot, botIdentity, store, log } = deps;
  const keyOf = (user: string): string => `slack-home:${botIdentity.team}:${user}`;
  /** Who is being drawn a Home, and whether something changed since it was begun. */
  const refreshes = new Map<string, { again: boolean }>();

  async function publish(user: string, view: View, kind: SendKind = 'reply'): Promise<void> {
    await slackApis[kind]
      .publishHome(user, renderer.home(view))
      .catch((error: unknown) => log.error({ ...toLogFields(error), user }, 'Slack does not publish the Home'));
  }
  /** One at a time for each person: what changes meanwhile is in the next one, which is the last. */
  async function refresh(user: string, kind: SendKind): Promise<void> {
    const running = refreshes.get(user);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const current = { again: true };
    refreshes.set(user, current);
    try {
      while (current.again) {
        current.again = false;
        const origin = originWithoutConversation(user, botIdentity.team);
        await publish(user, await bot.home(await loadInteraction(deps, `home ${user}`, origin)), kind);
      }
    } finally {
      refreshes.delete(user);
    }
  }

  return {
    publish: (user, view) => publish(user, view),
    async publishOnOpen(user) {
      await Promise.all([store.put(keyOf(user), true, openedTtlSeconds), refresh(user, 'reply')]);
    },
    async republishIfOpened(user) {
      if ((await store.get(keyOf(user))) !== undefined) await refresh(user, 'background');
    },
  };
}

/** The same event comes for the tab with the messages. */
export async function onHomeOpened(
  { appHome }: HandlerContext,
  { event }: SlackEventMiddlewareArgs<'app_home_opened'>,
): Promise<void> {
  if (event.tab === 'home') await appHome.publishOnOpen(event.user);
}

/** The same bot; `onChange` is called before the answer is shown, and must not keep it waiting. */
export function withChangeListener(bot: Bot, onChange: (person: Person) => void): Bot {
  async function notifying<R extends Reply | InvalidForm>(
    pendingReply: Promise<R>,
    { person }: Interaction,
  ): Promise<R> {
    const reply = await pendingReply;
    if (reply.kind === 'replace' && reply.change !== undefined) onChange(person);
    return reply;
  }
  return {
    ...bot,
    route(text) {
      const routed = bot.route(text);
      return { ...routed, run: (interaction) => notifying(routed.run(interaction), interaction) };
    },
    act: (token, interaction) => notifying(bot.act(token, interaction), interaction),
    submit: (key, submission, interaction) => notifying(bot.submit(key, submission, interaction), interaction),
  };
}
