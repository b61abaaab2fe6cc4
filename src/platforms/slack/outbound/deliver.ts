/** Shows a view in a conversation: tries each way until one works, and tells the bot which card is on show. */
import type { Bot } from '../../../core/bot';
import type { MessageRef } from '../../../core/interaction';
import type { Logger } from '../../../core/log';
import type { Reply, View } from '../../../core/reply';
import { toLogFields } from './errors';
import type { RenderWithMentions } from '../render/mentioning';
import type { Origin } from './origin';
import { retryWithoutCharts } from '../render/without-charts';
import { routesInPlace, routesToAsker, routesToEveryone, type DeliveryRoute } from './delivery-routes';
import type { OutgoingSlackMessage, SlackApi } from './slack-web';

export interface DeliveryDeps {
  readonly slackApi: SlackApi;
  readonly renderWithMentions: RenderWithMentions;
  readonly bot: Pick<Bot, 'trackCard'>;
  readonly log: Logger;
}

/** Neither rejects: what Slack refuses in every way is logged. */
export interface Delivery {
  showToAsker(origin: Origin, view: View): Promise<void>;
  /** A card that was pressed is replaced; where there is none, or none that can be reached, its asker is answered. */
  reply(origin: Origin, reply: Exclude<Reply, { kind: 'form' }>): Promise<void>;
}

export function createDelivery({ slackApi, renderWithMentions, bot, log }: DeliveryDeps): Delivery {
  async function sendByFirstRoute(
    routes: readonly DeliveryRoute[],
    message: OutgoingSlackMessage,
  ): Promise<MessageRef | boolean> {
    for (const route of routes) {
      const outcome = await retryWithoutCharts(route)(message).catch((error: unknown) => {
        log.warn(toLogFields(error), 'Slack refuses this way of answering');
        return false;
      });
      if (outcome !== false) return outcome;
    }
    return false;
  }
  async function show(view: View, routes: readonly DeliveryRoute[], { place: conversation }: Origin): Promise<void> {
    const message = await renderWithMentions(view, conversation.tenant);
    // What Slack refuses as a card may still arrive as words.
    const outcome =
      (await sendByFirstRoute(routes, message)) || (await sendByFirstRoute(routes, { ...message, blocks: [] }));
    if (outcome === false) log.error({ card: view.card }, 'Slack lets nobody see the answer');
    if (typeof outcome !== 'object') return;
    await bot.trackCard(outcome, view).catch((err: unknown) => log.error({ err }, 'a card on show is not remembered'));
  }

  return {
    showToAsker: (origin, view) => show(view, routesToAsker(slackApi, origin), origin),
    async reply(origin, reply) {
      if (reply.kind === 'replace') await show(reply.view, routesInPlace(slackApi, origin), origin);
      if (reply.kind !== 'show') return;
      await show(reply.view, (reply.to === 'asker' ? routesToAsker : routesToEveryone)(slackApi, origin), origin);
    },
  };
}
