/** The ways by which Slack lets a message reach its asker, everyone, or the place of a card; the best first. */
import type { MessageRef, Conversation } from '../../../core/interaction';
import { hasNoConversation, type Origin } from './origin';
import type { ResponseUrlMessage, OutgoingSlackMessage, SlackApi } from './slack-web';

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
