/** What the bot sends to Teams of its own accord, whether it may post there, and what certainly kept it from doing so. */
import type { Conversation } from '../../../core/interaction';
import { DeliveryFailed } from '../../../core/errors';
import type { PostingProblem } from '../../../core/platform';
import type { Messenger } from '../../../core/platform';
import type { Connector, Connectors } from './connector';
import type { Delivery } from './deliver';
import { ConnectorError, ConnectorUnreachable } from './send';

/** A refusal does reject: the job that asked decides what next. */
export const createTeamsMessenger = (connectors: Connectors, delivery: Delivery): Messenger => ({
  post: (conversation, view) =>
    delivery.show(conversation, view).catch((error: unknown) => {
      throw asDeliveryFailed(error, conversation);
    }),
  findPostingProblem: (conversation) => findPostingProblem(connectors.reply, conversation),
  // Teams lets nobody read what was posted without further rights.
  isPosted: () => Promise.resolve(undefined),
  update: (card, view) => delivery.replace(card, view),
  direct: (person) => connectors.background.openPersonalChat(person),
});

const addBotHint: Record<Conversation['kind'], string> = {
  channel: 'In the team: More options (…) > Manage team > Apps > Upload or Get more apps, and add me. Then try again.',
  group: 'In the chat: + (Add an app), and choose me. Then try again.',
  direct: 'Add me to your apps (Apps > Built for your org). Then try again.',
};

async function findPostingProblem(
  connector: Connector,
  conversation: Conversation,
): Promise<PostingProblem | undefined> {
  if ((await connector.isBotMember(conversation)) !== false) return undefined;
  return {
    userMessage: 'I am no member of this conversation, so I cannot post here by myself.',
    hint: addBotHint[conversation.kind],
  };
}

/** The same failure, as one that certainly posted nothing where that is so. */
function asDeliveryFailed(error: unknown, { kind }: Conversation): unknown {
  if (error instanceof ConnectorUnreachable && error.isUnsent)
    return new DeliveryFailed('Teams could not be reached.', { retryable: true, cause: error });
  if (!(error instanceof ConnectorError)) return error;
  const { status } = error;
  if (status === 429)
    return new DeliveryFailed('Teams takes no more messages right now.', { retryable: true, cause: error });
  if (status >= 500) return error;
  if (status === 403 || status === 404) {
    return new DeliveryFailed('I am no member of that conversation any more.', {
      hint: addBotHint[kind],
      cause: error,
    });
  }
  return new DeliveryFailed(`Teams refuses it (${String(status)}).`, { retryable: status === 401, cause: error });
}
