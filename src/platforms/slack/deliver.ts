/** Shows a view in a conversation: tries each way until one works, and tells the bot which card is on show. */
import type { Bot } from '../../core/bot';
import type { CardRef } from '../../core/arrival';
import type { Logger } from '../../core/log';
import type { Reply, View } from '../../core/reply';
import { factsOf } from './failure';
import type { Mentioning } from './mentioning';
import type { Origin } from './origin';
import { plainer } from './plainer';
import { inPlace, toAsker, toEveryone, type Way } from './ways';
import type { Message, Web } from './slack-web';

export interface DeliveryParts {
  readonly web: Web;
  readonly mentioning: Mentioning;
  readonly bot: Pick<Bot, 'shown'>;
  readonly log: Logger;
}

/** Neither rejects: what Slack refuses in every way is logged. */
export interface Delivery {
  toAsker(origin: Origin, view: View): Promise<void>;
  /** A card that was pressed is replaced; where there is none, or none that can be reached, its asker is answered. */
  reply(origin: Origin, reply: Exclude<Reply, { kind: 'form' }>): Promise<void>;
}

export function createDelivery({ web, mentioning, bot, log }: DeliveryParts): Delivery {
  async function firstOf(ways: readonly Way[], message: Message): Promise<CardRef | boolean> {
    for (const way of ways) {
      const shown = await plainer(way)(message).catch((error: unknown) => {
        log.warn(factsOf(error), 'Slack refuses this way of answering');
        return false;
      });
      if (shown !== false) return shown;
    }
    return false;
  }
  async function show(view: View, ways: readonly Way[], { place }: Origin): Promise<void> {
    const message = await mentioning(view, place.tenant);
    // What Slack refuses as a card may still arrive as words.
    const shown = (await firstOf(ways, message)) || (await firstOf(ways, { ...message, blocks: [] }));
    if (shown === false) log.error({ card: view.card }, 'Slack lets nobody see the answer');
    if (typeof shown !== 'object') return;
    await bot.shown(shown, view).catch((err: unknown) => log.error({ err }, 'a card on show is not remembered'));
  }

  return {
    toAsker: (origin, view) => show(view, toAsker(web, origin), origin),
    async reply(origin, reply) {
      if (reply.kind === 'replace') await show(reply.view, inPlace(web, origin), origin);
      if (reply.kind !== 'show') return;
      await show(reply.view, (reply.to === 'asker' ? toAsker : toEveryone)(web, origin), origin);
    },
  };
}
