/** Shows a view in a conversation: tries each way until one works, the best first, and tells the bot which card is on show. */
import type { Bot } from '../../../core/bot';
import type { MessageRef, Conversation } from '../../../core/interaction';
import type { Logger } from '../../../core/log';
import type { Reply, View } from '../../../core/reply';
import { toLogFields } from './errors';
import type { RenderWithMentions } from '../render/mentioning';
import { type Origin, hasNoConversation } from './origin';
import { retryWithoutCharts } from '../render/message-blocks';
import type { OutgoingSlackMessage, SlackApi, ResponseUrlMessage } from './slack-api';

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

/** True, or the card that is now on show; false or a rejection sends the message the next way. */
export type DeliveryRoute = (message: OutgoingSlackMessage) => Promise<MessageRef | boolean>;

type RoutesFor = (slackApi: SlackApi, origin: Origin) => readonly DeliveryRoute[];

export const routesToAsker: RoutesFor = (slackApi, origin) => {
  const { place: conversation, user } = origin;
  if (hasNoConversation(origin)) return [viaDirectMessage(slackApi, origin)];
  return [
    viaResponseUrl(slackApi, origin, { response_type: 'ephemeral', replace_original: false }),
    ...(conversation.kind === 'direct' ? [viaPost(slackApi, conversation)] : []),
    (message) => slackApi.postEphemeral(user, conversation, message).then(() => true),
    viaDirectMessage(slackApi, origin),
  ];
};

/** Beside a card its thread is the place; words are answered where they were typed, even where the bot is no member. */
export const routesToEveryone: RoutesFor = (slackApi, origin) => {
  const { place: conversation, card } = origin;
  if (hasNoConversation(origin)) return [viaDirectMessage(slackApi, origin)];
  const thread = conversation.thread ?? card?.message;
  const viaMessage = viaPost(slackApi, thread === undefined ? conversation : { ...conversation, thread });
  const viaUrl = viaResponseUrl(slackApi, origin, { response_type: 'in_channel', replace_original: false });
  return card === undefined ? [viaUrl, viaMessage] : [viaMessage, viaUrl];
};

export const routesInPlace: RoutesFor = (slackApi, origin) => {
  const { card, place: conversation, user } = origin;
  if (card === undefined) return routesToAsker(slackApi, origin);
  const viaUrl = viaResponseUrl(slackApi, origin, { response_type: 'ephemeral', replace_original: true });
  const ts = card.message;
  const originWithoutUrl: Origin = { place: conversation, user };
  // Only its asker sees such a card, and once its address is spent nobody can change it: a new one then stands for it.
  if (ts === undefined) return [viaUrl, ...routesToAsker(slackApi, originWithoutUrl)];
  const ref: MessageRef = { place: conversation, message: ts };
  return [
    async (message) => (await viaUrl(message)) && ref,
    (message) => slackApi.update({ channel: conversation.conversation, ts }, message).then(() => ref),
    ...routesToAsker(slackApi, originWithoutUrl),
  ];
};

const viaResponseUrl =
  (
    slackApi: SlackApi,
    { answer }: Origin,
    options: Omit<ResponseUrlMessage, keyof OutgoingSlackMessage>,
  ): DeliveryRoute =>
  async (message) =>
    answer !== undefined && slackApi.answer(answer.url, { ...message, ...options });

const viaPost =
  (slackApi: SlackApi, conversation: Conversation): DeliveryRoute =>
  async (message) => ({ place: conversation, message: await slackApi.post(conversation, message) });

const viaDirectMessage =
  (slackApi: SlackApi, { place: conversation, user }: Origin): DeliveryRoute =>
  async (message) =>
    viaPost(slackApi, directConversation(conversation, await slackApi.openDm(user)))(message);

const directConversation = ({ platform, tenant }: Conversation, conversation: string): Conversation => ({
  platform,
  tenant,
  conversation,
  kind: 'direct',
});
